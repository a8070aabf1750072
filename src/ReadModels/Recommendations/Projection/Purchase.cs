using System.Buffers.Binary;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>One order: who, what, and whether it counts.</summary>
/// <param name="position">The global position of its placing.</param>
internal sealed class Purchase(long position, Guid id, Guid? customer, bool stored)
{
    private const int LineBytes = 16 + sizeof(int);

    private readonly SortedDictionary<Guid, int> _lines = [];

    public Guid? Customer => customer;

    /// <summary>What of each product.</summary>
    public IReadOnlyDictionary<Guid, int> Lines => _lines;

    /// <summary>It was paid: what it has was sold.</summary>
    public bool Paid { get; set; }

    /// <summary>It is not kept any more.</summary>
    public bool Gone { get; set; }

    public void Set(OrderLine line)
    {
        if (line.Quantity == 0) _lines.Remove(line.ProductId);
        else _lines[line.ProductId] = line.Quantity;
    }

    public static Purchase? Find(TableSet tables, Guid id)
    {
        var row = tables.Statement("SELECT position, customer, paid, lines FROM @orders WHERE id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var purchase = new Purchase(row.Int64(0), id, row.IdOrNull(1), stored: true) { Paid = row.Int64(2) != 0 };
        foreach (var (product, quantity) in ReadLines(row.Blob(3))) purchase._lines[product] = quantity;
        row.Reset();
        return purchase;
    }

    /// <summary>The products of a row's lines.</summary>
    public static List<(Guid Product, int Quantity)> ReadLines(ReadOnlySpan<byte> lines)
    {
        var all = new List<(Guid, int)>(lines.Length / LineBytes);
        for (; lines.Length >= LineBytes; lines = lines[LineBytes..])
            all.Add((new Guid(lines[..16], bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(lines[16..])));
        return all;
    }

    public void Save(TableSet tables)
    {
        if (Gone)
        {
            if (stored) tables.Statement("DELETE FROM @orders WHERE position = ?1").Bind(1, position).Run();
            return;
        }

        tables.Statement(
            """
            INSERT INTO @orders(position, id, customer, paid, lines) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (position) DO UPDATE SET paid = excluded.paid, lines = excluded.lines
            """)
            .Bind(1, position).Bind(2, id).Bind(3, customer).Bind(4, Paid ? 1 : 0).Bind(5, WriteLines()).Run();
    }

    private byte[] WriteLines()
    {
        var bytes = new byte[_lines.Count * LineBytes];
        var rest = bytes.AsSpan();
        foreach (var (product, quantity) in _lines)
        {
            product.TryWriteBytes(rest, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(rest[16..], quantity);
            rest = rest[LineBytes..];
        }

        return bytes;
    }
}
