using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.Contracts;

/// <summary>Ids that follow from what they are about: asked for again, the same one comes out.</summary>
public static class DerivedId
{
    /// <summary>The id of a name: a UUID of version 8 (RFC 9562) from its SHA-256.</summary>
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The id of a name within something: sorts beside that, of its version, and the same name elsewhere is another id.</summary>
    public static Guid Beside(Guid whole, string name)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> rest = stackalloc byte[16];
        whole.TryWriteBytes(id, bigEndian: true, out _);
        Of($"{whole:N}:{name}").TryWriteBytes(rest, bigEndian: true, out _);
        // A UUID of version 7 begins with its time, six bytes, and its version.
        id[6] = (byte)((id[6] & 0xF0) | (rest[7] & 0x0F));
        rest[8..].CopyTo(id[8..]);
        id[7] = rest[0];
        return new Guid(id, bigEndian: true);
    }
}
