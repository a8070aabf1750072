using System.Collections.Concurrent;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests.Outbound;

/// <summary>Receivers of tests, by name; others are paused.</summary>
public sealed class ScriptedReceivers : IOutboundReceivers
{
    private readonly ConcurrentDictionary<string, ScriptedReceiver> _all = new(StringComparer.Ordinal);

    public OutboundLimits Limits { get; } = new() { Poll = TimeSpan.FromMilliseconds(5), FirstRetry = TimeSpan.FromSeconds(1) };

    public Task<IOutboundReceiver?> FindAsync(string name) => Task.FromResult<IOutboundReceiver?>(_all.GetValueOrDefault(name));

    public ScriptedReceiver Add(string name) => _all[name] = new ScriptedReceiver(name);

    public void Remove(string name) => _all.TryRemove(name, out _);
}

/// <summary>Hears of every stock movement, product by product, and answers as it is told to.</summary>
public sealed class ScriptedReceiver(string name) : IOutboundReceiver
{
    private readonly ConcurrentQueue<OutboundMessage> _got = new();

    public int Parallel => 4;

    /// <summary>What becomes of an attempt.</summary>
    public Func<OutboundMessage, DeliveryOutcome> Answer { get; set; } = _ => DeliveryOutcome.Delivered;

    /// <summary>All attempts, in order.</summary>
    public ConcurrentQueue<OutboundMessage> Attempts { get; } = new();

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<OutboundMessage> Got => [.. _got];

    /// <summary>Whether it wants to be paused when it is given up.</summary>
    public bool PausesWhenGivenUp { get; set; }

    public DateTimeOffset? GivenUp { get; private set; }

    public ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation)
    {
        if (stored.Type == "stock.adjusted.v1") throw new UnknownEventException("Nobody can read this.");
        return new(stored.Stream.StartsWith("stock-out-", StringComparison.Ordinal)
            ? new OutboundMessage(StableId.Of(stored.EventId, name), stored.EventId, stored.Position, stored.Stream, stored.Type, stored)
            : null);
    }

    public Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        Attempts.Enqueue(message);
        var outcome = Answer(message);
        if (outcome.Error is null) _got.Enqueue(message);
        return Task.FromResult(outcome);
    }

    public OutboundMessage? Ping(Guid id, DateTimeOffset now) => new(id, id, 0, "ping", "webhook.ping", "ping");

    public Task<bool> GiveUpAsync(DateTimeOffset failingSince)
    {
        GivenUp = failingSince;
        return Task.FromResult(PausesWhenGivenUp);
    }
}
