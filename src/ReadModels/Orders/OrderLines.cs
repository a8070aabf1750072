using System.Buffers.Binary;
using System.Text;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Orders;

/// <summary>An order's lines, kept only while they may change, to know what it comes to and is found by.</summary>
internal sealed class OrderLines
{
    private const int FixedBytes = 16 + sizeof(int) + sizeof(long) + (2 * sizeof(int));

    // A list: the same events leave the same bytes, wherever the row was written in between.
    private readonly List<OrderLine> _lines = [];

    public OrderLines(IEnumerable<OrderLine> lines)
    {
        foreach (var line in lines) Set(line);
    }

    public OrderLines(ReadOnlySpan<byte> stored)
    {
        while (stored.Length > 0) _lines.Add(Read(ref stored));
    }

    public long Total => _lines.Sum(l => checked(l.Quantity * l.UnitPrice));

    public long Pieces => _lines.Sum(l => (long)l.Quantity);

    /// <summary>The words that the lines are found by.</summary>
    public IEnumerable<string> Words => _lines.SelectMany(WordsOf);

    public void Set(OrderLine line)
    {
        var at = _lines.FindIndex(l => l.ProductId == line.ProductId);
        if (line.Quantity == 0)
        {
            if (at >= 0) _lines.RemoveAt(at);
        }
        else if (at >= 0)
        {
            _lines[at] = line;
        }
        else
        {
            _lines.Add(line);
        }
    }

    /// <summary>The words that a line is found by.</summary>
    public static IEnumerable<string> WordsOf(OrderLine line) => OrderWords.Of(line.Sku).Concat(OrderWords.Of(line.Name));

    public byte[] ToBytes()
    {
        var bytes = new byte[_lines.Sum(l => FixedBytes + Encoding.UTF8.GetByteCount(l.Sku) + Encoding.UTF8.GetByteCount(l.Name))];
        var rest = bytes.AsSpan();
        foreach (var line in _lines)
        {
            line.ProductId.TryWriteBytes(rest);
            BinaryPrimitives.WriteInt32LittleEndian(rest[16..], line.Quantity);
            BinaryPrimitives.WriteInt64LittleEndian(rest[20..], line.UnitPrice);
            rest = rest[28..];
            Write(ref rest, line.Sku);
            Write(ref rest, line.Name);
        }

        return bytes;
    }

    private static OrderLine Read(ref ReadOnlySpan<byte> stored)
    {
        var (product, quantity, price) =
            (new Guid(stored[..16]), BinaryPrimitives.ReadInt32LittleEndian(stored[16..]), BinaryPrimitives.ReadInt64LittleEndian(stored[20..]));
        stored = stored[28..];
        var sku = ReadText(ref stored);
        return new OrderLine(product, sku, ReadText(ref stored), quantity, price);
    }

    private static void Write(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }

    private static string ReadText(ref ReadOnlySpan<byte> stored)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(stored);
        var text = Encoding.UTF8.GetString(stored.Slice(sizeof(int), length));
        stored = stored[(sizeof(int) + length)..];
        return text;
    }
}
