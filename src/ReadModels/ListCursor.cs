using System.Buffers.Binary;
using System.Buffers.Text;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels;

/// <summary>Where a page of a list ended: the global position at which its last item came to be, which never changes.</summary>
internal static class ListCursor
{
    private const byte Form = 1;
    private const int Bytes = 1 + sizeof(long);

    public static string Encode(long position)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], position);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The rows of a page, and where the next one goes on; null when this is the last.</summary>
    /// <param name="select">Rows by falling position, which is their first column; one more than the page has room for.</param>
    public static (IReadOnlyList<T> Items, string? Next) ReadPage<T>(RowStatement select, int limit, Func<RowStatement, T> read)
    {
        var items = new List<T>(limit);
        var last = 0L;
        while (select.Step())
        {
            if (items.Count == limit)
            {
                select.Reset();
                return (items, Encode(last));
            }

            last = select.Int64(0);
            items.Add(read(select));
        }

        return (items, null);
    }

    /// <summary>The position to go on below; above everything without a cursor.</summary>
    /// <exception cref="InvalidCursorException">It was not made by <see cref="Encode"/>.</exception>
    public static long Decode(string? cursor)
    {
        if (cursor is null) return long.MaxValue;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (cursor.Length != Base64Url.GetEncodedLength(Bytes)
            || !Base64Url.IsValid(cursor, out var length) || length != Bytes
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out _) || bytes[0] != Form)
            throw new InvalidCursorException();
        var position = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        return position > 0 ? position : throw new InvalidCursorException();
    }
}
