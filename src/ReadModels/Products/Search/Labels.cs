using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Categories and tags as numbers of six bytes, which the narrow rows hold instead of the names.</summary>
/// <remarks>
/// Made from the name, so that a rebuild comes to the same ones whatever came first. Two of a million names share a number
/// with a chance of one in five hundred; then each is counted and filtered as both.
/// </remarks>
internal static class Labels
{
    /// <summary>Bytes of a number as it is stored among a product's tags.</summary>
    public const int Bytes = 6;

    public static long NumberOf(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Read(hash);
    }

    public static long Read(ReadOnlySpan<byte> bytes) => (long)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);

    /// <summary>Numbers one after the other.</summary>
    public static byte[] Pack(IEnumerable<long> numbers)
    {
        var bytes = new List<byte>();
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var each in numbers)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, each);
            bytes.AddRange(number[^Bytes..]);
        }

        return [.. bytes];
    }

    /// <summary>The other way round.</summary>
    public static long[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var numbers = bytes.IsEmpty ? [] : new long[bytes.Length / Bytes];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Read(bytes[(i * Bytes)..]);
        return numbers;
    }
}
