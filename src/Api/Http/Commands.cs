using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Idempotency;

namespace OrleansStore.Api.Http;

/// <summary>A command as it came in, by whatever channel.</summary>
/// <param name="Policy">What let the caller in.</param>
/// <param name="Operation">Method and address; the same key for another operation is another request.</param>
/// <param name="IdempotencyKey">The client's name for this request; null when a repeat is another request.</param>
/// <param name="TraceId">What the log knows the request by.</param>
public readonly record struct Incoming(Caller Caller, Policy Policy, string Operation, string? IdempotencyKey, int? ExpectedVersion, string TraceId);

/// <summary>The one way into the use cases that change something: parses, checks, runs once, and turns failures into answers.</summary>
public sealed partial class Commands(IGrainFactory grains, IIdSource ids, Failures failures, ILogger<Commands> logger)
{
    /// <summary>Characters that a guest's key has at least: what one guest counts up from 1, another does too.</summary>
    private const int GuestKey = 16;

    /// <summary>Runs a command.</summary>
    /// <param name="body">UTF-8 JSON of the input; empty counts as an object without members.</param>
    /// <returns>Always an answer: what goes wrong is one too.</returns>
    public Task<Answer> RunAsync<T>(in Incoming incoming, ReadOnlyMemory<byte> body, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput
    {
        if (Parse<T>(body.Span, out var input) is { } malformed) return Task.FromResult(Answer.Refuse(malformed));
        if (Checks.Run(input!) is { } invalid) return Task.FromResult(Answer.Refuse(invalid));
        if (incoming.IdempotencyKey is null)
            return GuardAsync(incoming, new Call(incoming.Caller, incoming.Policy, incoming.Operation, ids.NewId(), incoming.ExpectedVersion), input!, handle);
        if (CheckKey(incoming) is { } unusable) return Task.FromResult(Answer.Refuse(unusable));
        return OnceAsync(incoming, RequestFingerprint.Of(incoming, body.Span), input!, handle);
    }

    private async Task<Answer> OnceAsync<T>(Incoming incoming, RequestFingerprint request, T input, Func<Call, T, Task<Answer>> handle)
    {
        var memory = grains.GetGrain<IIdempotencyGrain>(request.Key);
        IdempotencyTicket ticket;
        try
        {
            ticket = await memory.Begin(request.Fingerprint, ids.NewId());
        }
        catch (Exception e)
        {
            return Failed(incoming, e);
        }

        switch (ticket.Verdict)
        {
            case IdempotencyVerdict.Replay: return Replay(ticket.Response!);
            case IdempotencyVerdict.Running: return Problems.InProgress();
            case IdempotencyVerdict.Mismatch: return Problems.KeyReused();
        }

        var answer = await GuardAsync(incoming, new Call(incoming.Caller, incoming.Policy, incoming.Operation, ticket.CommandId, incoming.ExpectedVersion), input, handle);
        answer = answer.Encoded(incoming.TraceId);
        await RememberAsync(incoming, memory, answer, answer.Subject ?? incoming.Caller.Id ?? ticket.CommandId);
        return answer;
    }

    // What a retry may mend is not remembered: it runs again, with the same command id.
    private async Task RememberAsync(Incoming incoming, IIdempotencyGrain memory, Answer answer, Guid subject)
    {
        try
        {
            await (answer.Status >= 500 || answer.Problem?.RetryAfter is not null ? memory.Abandon() : memory.Complete(Store(answer), subject));
        }
        catch (Exception e)
        {
            // The command took effect. A repeat finds the key still running and later repeats the same command id.
            LogNotRemembered(e, incoming.Operation, incoming.TraceId);
        }
    }

    private async Task<Answer> GuardAsync<T>(Incoming incoming, Call call, T input, Func<Call, T, Task<Answer>> handle)
    {
        try
        {
            return await handle(call, input);
        }
        catch (Exception e)
        {
            return Failed(incoming, e);
        }
    }

    // All guests share one room for their keys, and the answer to a guest's order holds what opens it.
    private static Problem? CheckKey(in Incoming incoming)
    {
        var min = incoming.Caller.IsGuest ? GuestKey : 1;
        return incoming.IdempotencyKey!.Length >= min && incoming.IdempotencyKey.Length <= IdempotencyLimits.Key
            ? null
            : Problems.Validation("Idempotency-Key", $"Must have from {min} to {IdempotencyLimits.Key} characters; a UUID will do.");
    }

    private Answer Failed(in Incoming incoming, Exception exception) => failures.Answer(exception, incoming.Operation, incoming.TraceId);

    private static Problem? Parse<T>(ReadOnlySpan<byte> body, out T? input)
        where T : class
    {
        input = null;
        try
        {
            input = JsonSerializer.Deserialize(body.IsEmpty ? "{}"u8 : body, ApiJson.Of<T>());
            return input is null ? Problems.MalformedJson(null) : null;
        }
        catch (JsonException e)
        {
            return Problems.MalformedJson(e.Path);
        }
    }

    private static StoredResponse Store(Answer answer)
    {
        var headers = ImmutableDictionary<string, string>.Empty;
        if (answer.Position > 0) headers = headers.Add("Store-Position", answer.Position.ToString(CultureInfo.InvariantCulture));
        if (answer.Version > 0) headers = headers.Add("ETag", answer.Version.ToString(CultureInfo.InvariantCulture));
        if (answer.Location is { } location) headers = headers.Add("Location", location);
        return new StoredResponse(answer.Status, answer.ContentType, ImmutableCollectionsMarshal.AsImmutableArray(answer.Body.ToArray()), headers);
    }

    private static Answer Replay(StoredResponse stored) => new(stored.Status, ImmutableCollectionsMarshal.AsArray(stored.Body))
    {
        ContentType = stored.ContentType,
        Position = stored.Headers.TryGetValue("Store-Position", out var position) ? long.Parse(position, CultureInfo.InvariantCulture) : 0,
        Version = stored.Headers.TryGetValue("ETag", out var version) ? int.Parse(version, CultureInfo.InvariantCulture) : 0,
        Location = stored.Headers.GetValueOrDefault("Location"),
        Replayed = true,
    };

    [LoggerMessage(LogLevel.Warning, "The answer to {Operation} could not be remembered for its Idempotency-Key (trace {TraceId})")]
    private partial void LogNotRemembered(Exception exception, string operation, string traceId);
}
