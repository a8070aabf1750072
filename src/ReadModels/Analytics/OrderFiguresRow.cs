using System.Buffers.Binary;
using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>What is known of an order, as a row.</summary>
internal static class OrderFiguresRow
{
    private const int IdBytes = 16;
    private const int LineBytes = IdBytes + sizeof(int) + sizeof(long);
    private const int ReturnBytes = sizeof(int) + IdBytes + sizeof(int);

    public static OrderFigures? Find(TableSet tables, Guid id)
    {
        var row = tables.Statement("SELECT customer, currency, status, amount, taken, lines, coming_back FROM @orders WHERE id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var order = new OrderFigures(
            row.Text(1), row.IdOrNull(0), (OrderStatus)row.Int32(2), row.Int64(3), row.Int64(4) != 0,
            ReadLines(row.Blob(5)), row.IsNull(6) ? [] : ReadReturning(row.Blob(6)));
        row.Reset();
        return order;
    }

    public static void Save(TableSet tables, Guid id, OrderFigures order)
    {
        var save = tables.Statement(
            """
            INSERT INTO @orders(id, customer, currency, status, amount, taken, lines, coming_back) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, amount = excluded.amount, taken = excluded.taken,
                lines = excluded.lines, coming_back = excluded.coming_back
            """)
            .Bind(1, id).Bind(2, order.Customer).BindText(3, order.Currency).Bind(4, (long)order.Status).Bind(5, order.Amount)
            .Bind(6, order.IsTaken ? 1L : 0L).Bind(7, WriteLines(order.Lines));
        if (order.Returning.IsEmpty) save.BindNull(8);
        else save.Bind(8, WriteReturning(order.Returning));
        save.Run();
    }

    private static byte[] WriteLines(ImmutableArray<SoldLine> lines)
    {
        var bytes = new byte[lines.Length * LineBytes];
        var rest = bytes.AsSpan();
        foreach (var line in lines)
        {
            line.Product.TryWriteBytes(rest, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(rest[IdBytes..], line.Quantity);
            BinaryPrimitives.WriteInt64BigEndian(rest[(IdBytes + sizeof(int))..], line.Amount);
            rest = rest[LineBytes..];
        }

        return bytes;
    }

    private static ImmutableArray<SoldLine> ReadLines(ReadOnlySpan<byte> bytes)
    {
        var lines = ImmutableArray.CreateBuilder<SoldLine>(bytes.Length / LineBytes);
        for (; bytes.Length >= LineBytes; bytes = bytes[LineBytes..])
        {
            lines.Add(new SoldLine(
                new Guid(bytes[..IdBytes], bigEndian: true),
                BinaryPrimitives.ReadInt32BigEndian(bytes[IdBytes..]),
                BinaryPrimitives.ReadInt64BigEndian(bytes[(IdBytes + sizeof(int))..])));
        }

        return lines.DrainToImmutable();
    }

    private static byte[] WriteReturning(ImmutableArray<ReturningPieces> pieces)
    {
        var bytes = new byte[pieces.Length * ReturnBytes];
        var rest = bytes.AsSpan();
        foreach (var some in pieces)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, some.Return);
            some.Product.TryWriteBytes(rest[sizeof(int)..], bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(rest[(sizeof(int) + IdBytes)..], some.Quantity);
            rest = rest[ReturnBytes..];
        }

        return bytes;
    }

    private static ImmutableArray<ReturningPieces> ReadReturning(ReadOnlySpan<byte> bytes)
    {
        var pieces = ImmutableArray.CreateBuilder<ReturningPieces>(bytes.Length / ReturnBytes);
        for (; bytes.Length >= ReturnBytes; bytes = bytes[ReturnBytes..])
        {
            pieces.Add(new ReturningPieces(
                BinaryPrimitives.ReadInt32BigEndian(bytes),
                new Guid(bytes.Slice(sizeof(int), IdBytes), bigEndian: true),
                BinaryPrimitives.ReadInt32BigEndian(bytes[(sizeof(int) + IdBytes)..])));
        }

        return pieces.DrainToImmutable();
    }
}
