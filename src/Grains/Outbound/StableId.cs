using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.Grains.Outbound;

/// <summary>Ids of messages, by which receivers know a repeat.</summary>
public static class StableId
{
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    /// <summary>The id of an event's message to a receiver: a UUID of version 8 (RFC 9562) made of both.</summary>
    public static Guid Of(Guid eventId, string receiver)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(receiver.Length)];
        eventId.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(receiver, input[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        hash[VersionByte] = (byte)((hash[VersionByte] & 0x0f) | 0x80);
        hash[VariantByte] = (byte)((hash[VariantByte] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
