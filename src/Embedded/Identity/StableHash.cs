using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>A hash that depends on the bytes alone, so that a simulation repeats exactly.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/IDs/StableHash.cs</remarks>
internal static class StableHash
{
    public static int Compute(ReadOnlySpan<byte> data)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (uint)data.Length;
        while (data.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[8..];
        }

        var tail = 0UL;
        for (var i = data.Length - 1; i >= 0; i--) tail = (tail << 8) | data[i];
        hash = Mix(hash ^ tail);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong x)
    {
        x *= 0xFF51AFD7ED558CCDUL;
        return x ^ (x >> 33);
    }
}
