using System.Buffers.Binary;
using System.Buffers.Text;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Where a page of orders ended: by what it was sorted, and the position, which tells those apart that are alike.</summary>
/// <param name="Key">UTC ticks, a total, or a position.</param>
internal readonly record struct OrderCursor(long Key, long Position)
{
    private const byte Form = 2;
    private const int Bytes = 2 + (2 * sizeof(long));

    /// <summary>Before the first row.</summary>
    public static OrderCursor StartOf(OrderSort sort) => OrderSorts.IsRising(sort) ? new(long.MinValue, long.MinValue) : new(long.MaxValue, long.MaxValue);

    public string Encode(OrderSort sort)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        (bytes[0], bytes[1]) = (Form, (byte)sort);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], Key);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(2 + sizeof(long))..], Position);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Where to go on; before the first row without a cursor.</summary>
    /// <exception cref="InvalidCursorException">It was not made by <see cref="Encode"/> for this order of the list.</exception>
    public static OrderCursor Decode(string? cursor, OrderSort sort)
    {
        if (cursor is null) return StartOf(sort);
        Span<byte> bytes = stackalloc byte[Bytes];
        if (cursor.Length != Base64Url.GetEncodedLength(Bytes)
            || !Base64Url.IsValid(cursor, out var length) || length != Bytes
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out _) || bytes[0] != Form || bytes[1] != (byte)sort)
            throw new InvalidCursorException();
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), BinaryPrimitives.ReadInt64BigEndian(bytes[(2 + sizeof(long))..]));
    }
}

/// <summary>The orders in which lists of orders come.</summary>
internal static class OrderSorts
{
    /// <summary>The column of when an order was placed.</summary>
    public const string Created = "created";

    /// <summary>The column of what an order comes to.</summary>
    public const string Total = "total";

    /// <summary>Whether the lowest comes first.</summary>
    public static bool IsRising(OrderSort sort) => sort is OrderSort.Oldest or OrderSort.TotalAsc;

    /// <summary>The column that a list is sorted by, before the position.</summary>
    public static string KeyOf(OrderSort sort) => sort switch
    {
        OrderSort.Newest or OrderSort.Oldest => Created,
        OrderSort.Updated => "last_position",
        OrderSort.TotalDesc or OrderSort.TotalAsc => Total,
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };
}
