using System.Buffers.Binary;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;

namespace OrleansStore.Benchmarks.Reads;

/// <summary>A journal of so many orders over two years, three events each, made up as it is read: the same every time.</summary>
internal sealed class GeneratedOrders(int orders, EventCodec codec) : IJournal
{
    public const int EventsOfOrder = 3;
    public const int Products = 2_000;

    /// <summary>Orders of one customer.</summary>
    private const int OrdersOfCustomer = 10;

    private static readonly string[] Adjectives = ["green", "round", "heavy", "light", "small", "quiet", "folding", "wooden", "bright", "plain"];
    private static readonly string[] Nouns = ["lamp", "chair", "kettle", "basket", "mirror", "ladder", "drawer", "bottle", "carpet", "clock"];
    private static readonly Address Somewhere = new("1 Main St", "Town", null, "12345", "US");
    private static readonly DateTimeOffset Start = new(2024, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(730);

    public long Head => (long)orders * EventsOfOrder;

    public static DateTimeOffset End => Start + Span;

    public static Guid ProductOf(int number) => IdOf(2, number % Products);

    public static string SkuOf(int product) => $"SKU-{product % Products:D5}";

    public Guid CustomerOf(int order) => IdOf(3, order / OrdersOfCustomer);

    public static Guid OrderOf(int order) => IdOf(1, order);

    public DateTimeOffset TimeOf(int order) => Start + (Span * ((double)order / orders));

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        var events = new List<StoredEvent>(maxCount);
        for (var position = afterPosition + 1; position <= Head && events.Count < maxCount; position++) events.Add(EventAt(position));
        return new(events);
    }

    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default)
    {
        if (position >= Head) await Task.Delay(Timeout.Infinite, cancellation);
    }

    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => throw new NotSupportedException();

    private StoredEvent EventAt(long position)
    {
        var (order, step) = ((int)((position - 1) / EventsOfOrder), (int)((position - 1) % EventsOfOrder));
        var (type, payload) = codec.Write(step switch
        {
            0 => new OrderPlaced(CustomerOf(order), null, "USD", [.. Enumerable.Range(0, 1 + (order % 3)).Select(line => LineOf(order, line))], Somewhere),
            1 => new OrderPaid("p1", "card", 10_00 + (Mix(order) % 90_000), Captured: true),
            _ when order % 50 == 0 => new OrderCancelled("changed my mind"),
            _ when orders - order < orders / 20 => new OrderNoteAdded("to be sent", IsInternal: true),
            _ => (object)new OrderShipped($"TRK{order:D9}", "Post"),
        });
        var stream = StoreStreams.Of(StoreStreams.Order, OrderOf(order));
        return new StoredEvent(position, stream, step + 1, IdOf(4, (int)position), type, Guid.Empty, Guid.Empty, "system", TimeOf(order), payload);
    }

    private static OrderLine LineOf(int order, int line)
    {
        var product = (int)(Mix((order * 4) + line) % Products);
        var name = $"{Adjectives[product % 10]} {Nouns[product / 10 % 10]} {product / 100}";
        return new OrderLine(ProductOf(product), SkuOf(product), name, 1 + (order % 4), 5_00 + (product * 10));
    }

    private static Guid IdOf(byte kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], number);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], Mix(number));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Spreads numbers that follow on each other.</summary>
    private static uint Mix(int number)
    {
        var x = (uint)number + 0x9E3779B9u;
        x = (x ^ (x >> 16)) * 0x85EBCA6Bu;
        x = (x ^ (x >> 13)) * 0xC2B2AE35u;
        return x ^ (x >> 16);
    }
}
