using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansStore.Journal.Sealing;

/// <summary>A secret that seals bytes with AES-256-GCM (NIST SP 800-38D).</summary>
/// <remarks>
/// The nonce is made of the bytes themselves (HMAC-SHA-256 under a key of its own, cut to 96 bits), so no chance is needed,
/// the same bytes are sealed the same way, and no nonce serves for two texts before some 2^48 of them.
/// </remarks>
public sealed class SealingKey
{
    /// <summary>Bytes of a secret.</summary>
    public const int Size = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Bytes by which what is sealed is longer.</summary>
    public const int Overhead = NonceSize + TagSize;

    private readonly byte[] _seal;
    private readonly byte[] _nonce;
    private readonly byte[] _other;

    /// <param name="secret">Of <see cref="Size"/> bytes.</param>
    public SealingKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Size) throw new ArgumentException($"A secret has {Size} bytes.", nameof(secret));
        _seal = Derive(secret, "seal"u8);
        _nonce = Derive(secret, "nonce"u8);
        _other = Derive(secret, "other"u8);
        Id = BinaryPrimitives.ReadUInt32BigEndian(Derive(secret, "id"u8));
    }

    /// <summary>What the key is known by; tells nothing of the secret.</summary>
    public uint Id { get; }

    /// <summary>A secret for another purpose than sealing, made of this one.</summary>
    public byte[] For(ReadOnlySpan<byte> purpose) => Derive(_other, purpose);

    /// <summary>Seals bytes: nonce, tag, what is sealed.</summary>
    /// <param name="about">What they are about; they open only with the same.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about)
    {
        var whole = new byte[Overhead + plain.Length];
        var nonce = whole.AsSpan(0, NonceSize);
        Nonce(plain, about, nonce);
        using var aes = new AesGcm(_seal, TagSize);
        aes.Encrypt(nonce, plain, whole.AsSpan(Overhead), whole.AsSpan(NonceSize, TagSize), about);
        return whole;
    }

    /// <summary>Opens what <see cref="Seal"/> made; null when it was made with another key, about something else, or was changed.</summary>
    public byte[]? Open(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> about)
    {
        if (whole.Length < Overhead) return null;
        var plain = new byte[whole.Length - Overhead];
        using var aes = new AesGcm(_seal, TagSize);
        try
        {
            aes.Decrypt(whole[..NonceSize], whole[Overhead..], whole[NonceSize..Overhead], plain, about);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private void Nonce(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about, Span<byte> nonce)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _nonce);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, about.Length);
        hash.AppendData(length);
        hash.AppendData(about);
        hash.AppendData(plain);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(full);
        full[..NonceSize].CopyTo(nonce);
    }

    private static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose)
    {
        var derived = new byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, [], purpose);
        return derived;
    }
}
