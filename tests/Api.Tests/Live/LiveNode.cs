using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api.Tests.Live;

/// <summary>One node's live feed over a journal, in memory unless said otherwise, on a clock that stands still.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private static readonly EventCodec Codec = StoreHosting.CreateCodec();

    private readonly ServiceProvider _reads;
    private readonly LiveBeat _beat;
    private readonly Dictionary<Guid, int> _versions = [];

    private LiveNode(LiveLimits limits, IJournal journal, IJournalListener[] listeners)
    {
        Journal = journal;
        _reads = new ServiceCollection()
            .AddSingleton<IJournal>(Journal).AddSingleton(Codec).AddSingleton(TimeProvider.System).AddLogging()
            .AddReadModels(new ReadModelOptions()).BuildServiceProvider();
        Orders = new CountingFeed(_reads.GetRequiredService<IOrderFeed>());
        Topics = new LiveTopics(limits);
        _beat = new LiveBeat(limits, Time);
        Tail = new JournalTail(Journal, Orders, Signals, Topics, listeners, limits, Time, NullLogger<JournalTail>.Instance);
        Feed = new LiveFeed(Orders, Journal, Topics, _beat, limits, Time);
    }

    /// <summary>Takes over the versions that another node has written.</summary>
    public void GoOnFrom(LiveNode other)
    {
        foreach (var (order, version) in other._versions) _versions[order] = version;
    }

    public ManualTime Time { get; } = new();

    public IJournal Journal { get; }

    public CountingFeed Orders { get; }

    public FakeSignals Signals { get; } = new();

    public LiveTopics Topics { get; }

    public JournalTail Tail { get; }

    public LiveFeed Feed { get; }

    public static Task<LiveNode> StartAsync(LiveLimits? limits = null, IJournalFaultPlan? faults = null, params IJournalListener[] listeners) =>
        StartAsync(new MemoryJournal(options: new MemoryJournalOptions { Faults = faults }), limits, listeners);

    /// <summary>Starts a node that goes on from where the journal is, and closes it in the end.</summary>
    public static async Task<LiveNode> StartAsync(IJournal journal, LiveLimits? limits = null, params IJournalListener[] listeners)
    {
        var node = new LiveNode(limits ?? new LiveLimits(), journal, listeners);
        foreach (var service in node._reads.GetServices<IHostedService>()) await service.StartAsync(default);
        await node._beat.StartAsync(default);
        await node.Tail.StartAsync(default);
        await node.Signals.Subscribed.WaitAsync(Patience.Limit);
        return node;
    }

    /// <summary>Places an order.</summary>
    public Guid Place(Guid? customer = null)
    {
        var id = Guid.CreateVersion7();
        var address = new Address("1 Main St", "Springfield", "IL", "62701", "US");
        Append(id, new OrderPlaced(customer, customer is null ? "guest@example.com" : null, "USD", [Line(1)], address));
        return id;
    }

    /// <summary>Changes an order so many times.</summary>
    public void Change(Guid order, int times = 1)
    {
        for (var i = 0; i < times; i++) Append(order, new OrderLineSet(Line((i % 9) + 1)));
    }

    /// <summary>Stores events and signals them, if signals get through.</summary>
    public void Append(Guid order, params OrderEvent[] events)
    {
        lock (_versions)
        {
            var stored = events.Select(e =>
            {
                var (name, payload) = Codec.Write(e);
                return new NewEvent(Guid.CreateVersion7(), name, Guid.CreateVersion7(), Guid.CreateVersion7(), Actors.System, Time.GetUtcNow(), payload);
            }).ToArray();
            var before = _versions.GetValueOrDefault(order);
            var appended = Journal.AppendAsync(StoreStreams.Of(StoreStreams.Order, order), before, stored).AsTask().GetAwaiter().GetResult();
            appended.Outcome.ShouldBe(AppendOutcome.Appended);
            _versions[order] = appended.Version;
            Signals.Send(new OrderSignal(order, appended.Version, appended.Position));
        }
    }

    /// <summary>
    /// Waits until the node has looked at all that is stored. An order watched before that is decoded from where the node
    /// stands, so who counts what is decoded waits first.
    /// </summary>
    public Task CaughtUpAsync() => Patience.UntilAsync(() => Tail.Position == Journal.Head);

    public async ValueTask DisposeAsync()
    {
        await Tail.StopAsync(default);
        await _beat.StopAsync(default);
        foreach (var service in _reads.GetServices<IHostedService>()) await service.StopAsync(default);
        await _reads.DisposeAsync();
        await ((IAsyncDisposable)Journal).DisposeAsync();
    }

    private static OrderLine Line(int quantity) => new(new Guid(1, 2, 3, new byte[8]), "SKU-1", "Thing", quantity, 500);
}

/// <summary>Signals that a test sends, or loses.</summary>
internal sealed class FakeSignals : IOrderSignals
{
    private readonly TaskCompletionSource _subscribed = new();
    private Action<OrderSignal>? _signalled;

    public Task Subscribed => _subscribed.Task;

    public volatile bool Lost;

    public Task<IAsyncDisposable> SubscribeAsync(Action<OrderSignal> signalled)
    {
        _signalled = signalled;
        _subscribed.TrySetResult();
        return Task.FromResult<IAsyncDisposable>(new Nothing());
    }

    public void Send(OrderSignal signal)
    {
        if (!Lost) _signalled?.Invoke(signal);
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Counts what is read.</summary>
internal sealed class CountingFeed(IOrderFeed inner) : IOrderFeed
{
    public int PastReads;

    public int Decoded;

    public ValueTask<IReadOnlyList<OrderUpdate>> ReadOrderAsync(Guid orderId, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref PastReads);
        return inner.ReadOrderAsync(orderId, afterVersion, maxCount, cancellation);
    }

    public ValueTask<FeedPage> ReadCustomerAsync(Guid customerId, long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref PastReads);
        return inner.ReadCustomerAsync(customerId, afterPosition, maxCount, cancellation);
    }

    public ValueTask<FeedPage> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref PastReads);
        return inner.ReadAllAsync(afterPosition, maxCount, cancellation);
    }

    public ValueTask<OrderUpdate> ReadAsync(StoredEvent stored, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref Decoded);
        return inner.ReadAsync(stored, cancellation);
    }
}
