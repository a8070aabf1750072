using System.Buffers.Binary;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Quantities and prices of an order's lines, kept only to know a changed order's total.</summary>
internal sealed class OrderLines
{
    private const int Bytes = 16 + sizeof(int) + sizeof(long);

    private readonly Dictionary<Guid, (int Quantity, long UnitPrice)> _lines = [];

    public OrderLines(IEnumerable<OrderLine> lines)
    {
        foreach (var line in lines) Set(line);
    }

    public OrderLines(ReadOnlySpan<byte> stored)
    {
        for (; stored.Length >= Bytes; stored = stored[Bytes..])
        {
            _lines[new Guid(stored[..16])] =
                (BinaryPrimitives.ReadInt32LittleEndian(stored[16..]), BinaryPrimitives.ReadInt64LittleEndian(stored[20..]));
        }
    }

    public long Total => _lines.Values.Sum(l => checked(l.Quantity * l.UnitPrice));

    public long Pieces => _lines.Values.Sum(l => (long)l.Quantity);

    public void Set(OrderLine line)
    {
        if (line.Quantity == 0) _lines.Remove(line.ProductId);
        else _lines[line.ProductId] = (line.Quantity, line.UnitPrice);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[_lines.Count * Bytes];
        var rest = bytes.AsSpan();
        foreach (var (product, line) in _lines)
        {
            product.TryWriteBytes(rest);
            BinaryPrimitives.WriteInt32LittleEndian(rest[16..], line.Quantity);
            BinaryPrimitives.WriteInt64LittleEndian(rest[20..], line.UnitPrice);
            rest = rest[Bytes..];
        }

        return bytes;
    }
}
