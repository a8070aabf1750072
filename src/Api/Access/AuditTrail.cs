using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Audit;

namespace OrleansStore.Api.Access;

/// <summary>Writes down who did what, and who was kept from it.</summary>
/// <remarks>
/// What needed a permission is stored before it is answered. Denials nobody waits for: they are gathered for a moment, the
/// same ones counted, and what does not fit is counted too, so that knocking at doors does not fill the disk.
/// </remarks>
public sealed partial class AuditTrail(IGrainFactory grains, IIdSource ids, TimeProvider time, ILogger<AuditTrail> logger) : BackgroundService
{
    /// <summary>Between two rounds in which denials are stored.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Characters of an operation or an object that are kept.</summary>
    private const int Text = 200;

    private const string Root = "/api/v1/";

    private readonly Channel<Action> actions = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly DenialBuffer denials = new();
    private readonly int shard = ids.NewId().GetHashCode() & int.MaxValue;

    /// <summary>Stores what was done by a permission, or has to be noted anyhow, before it is answered.</summary>
    /// <returns>The answer; or that it took effect and is not stored, when it is not: whoever repeats the request, by its Idempotency-Key, has it stored then.</returns>
    public async ValueTask<Answer> NoteAsync(Caller caller, Policy policy, string operation, Answer answer)
    {
        if (!(policy.IsNoted || caller.May(policy.Permissions)) || answer.Status is 401 or 403) return answer;
        var action = new Action(Entry(caller, operation, Thing(operation, answer.Location), OutcomeOf(answer.Status), answer.Status, answer.Problem?.Code));
        var taken = actions.Writer.TryWrite(action);
        // Where nothing was done nothing is hidden by it: nobody waits for that.
        if (answer.Status >= 400) return answer;
        try
        {
            if (!taken) throw new StorageUnavailableException("stopping", "The store stops.");
            await action.Stored.Task;
            return answer;
        }
        catch (Exception e)
        {
            LogNotStored(operation, e.Message);
            return Problems.AuditUnavailable();
        }
    }

    /// <summary>Notes that somebody was kept from something, unless nobody in particular asked for what only the known may.</summary>
    /// <param name="operation">What was asked for; of a guest something of which there are few, not what the guest wrote.</param>
    public void Deny(Caller caller, string operation, Problem problem, bool tokenShown)
    {
        if (problem.Status == 403 || (problem.Status == 401 && tokenShown))
            Deny(caller, operation, caller.IsGuest ? null : Thing(operation, null), problem.Status, problem.Code);
    }

    /// <summary>Notes that somebody was kept from a thing that there is.</summary>
    public void Deny(Caller caller, string operation, string? thing, int status, string code) =>
        denials.Add(Entry(caller, operation, thing, AuditOutcome.Denied, status, code), isKnown: !caller.IsGuest);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        actions.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (actions.Reader.TryRead(out var action)) action.Fail(new StorageUnavailableException("stopping", "The store stops."));
        await StoreDenialsAsync();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(StoreActionsAsync(stoppingToken), StoreDenialsAsync(stoppingToken));

    private async Task StoreActionsAsync(CancellationToken cancellation)
    {
        var batch = new List<Action>(AuditKeys.Batch);
        while (await WaitAsync(cancellation))
        {
            batch.Clear();
            while (batch.Count < AuditKeys.Batch && actions.Reader.TryRead(out var action)) batch.Add(action);
            try
            {
                await StoreAsync([.. batch.Select(a => a.Entry)], 0);
                foreach (var action in batch) action.Stored.TrySetResult();
            }
            catch (Exception e)
            {
                foreach (var action in batch) action.Fail(e);
            }
        }
    }

    private async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            return await actions.Reader.WaitToReadAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StoreDenialsAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation)) await StoreDenialsAsync();
        }
        catch (OperationCanceledException)
        {
            // The store stops; what is left is stored there.
        }
    }

    private async Task StoreDenialsAsync()
    {
        var (taken, missing) = denials.Take();
        if (taken.IsEmpty && missing == 0) return;
        try
        {
            await StoreAsync(taken, missing);
        }
        catch (Exception e)
        {
            var all = missing + taken.Sum(d => d.Count);
            denials.Lose(all);
            LogDenialsNotStored(all, e.Message);
        }
    }

    private async Task StoreAsync(ImmutableArray<AuditEntry> entries, long missing)
    {
        var id = ids.NewId();
        var trail = grains.GetGrain<IAuditGrain>(AuditKeys.Of(time.GetUtcNow(), shard));
        var noted = await trail.Note(new NoteAudit(new CommandContext(id, id, Actors.System), entries, missing));
        if (noted.Error is { } error) throw new InvalidOperationException(error.Detail);
    }

    private AuditEntry Entry(Caller caller, string operation, string? thing, AuditOutcome outcome, int status, string? code) =>
        new(time.GetUtcNow(), caller.Actor, caller.Id, Cut(operation), thing is null ? null : Cut(thing), Name(caller.Address), outcome, status, code, 1);

    private static AuditOutcome OutcomeOf(int status) =>
        status < 400 ? AuditOutcome.Done : status < 500 ? AuditOutcome.Refused : AuditOutcome.Failed;

    private static string? Name(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    private static string Cut(string text) => text.Length <= Text ? text : text[..Text];

    /// <summary>What an operation's address names, up to the last id in it; else what came of it.</summary>
    private static string? Thing(string operation, string? location)
    {
        var path = operation.AsSpan(operation.IndexOf(' ') + 1);
        if (!path.StartsWith(Root)) path = [];
        var end = 0;
        for (var start = Math.Min(Root.Length, path.Length); start < path.Length;)
        {
            var length = path[start..].IndexOf('/') is var slash and >= 0 ? slash : path.Length - start;
            if (Guid.TryParse(path.Slice(start, length), out _) || int.TryParse(path.Slice(start, length), out _)) end = start + length;
            start += length + 1;
        }

        if (end > 0) return path[Root.Length..end].ToString();
        return location?.StartsWith(Root, StringComparison.Ordinal) is true ? location[Root.Length..] : null;
    }

    [LoggerMessage(LogLevel.Error, "{Operation} took effect and could not be written into the audit trail: {Reason}")]
    private partial void LogNotStored(string operation, string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} denials could not be written into the audit trail: {Reason}")]
    private partial void LogDenialsNotStored(long count, string reason);

    private sealed record Action(AuditEntry Entry)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Tells who waits; nobody need.</summary>
        public void Fail(Exception exception)
        {
            Stored.TrySetException(exception);
            _ = Stored.Task.Exception;
        }
    }
}
