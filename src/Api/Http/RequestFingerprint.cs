using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.Api.Http;

/// <summary>What a request with an Idempotency-Key is remembered by.</summary>
/// <param name="Key">A hash of caller and key: keys of different accounts never meet. Guests have only the key to tell them apart.</param>
/// <param name="Fingerprint">A hash of operation and body.</param>
internal sealed record RequestFingerprint(string Key, ImmutableArray<byte> Fingerprint)
{
    /// <summary>For a request.</summary>
    /// <remarks>
    /// The body may hold a password, so its hash is keyed with the Idempotency-Key, which is stored nowhere: the
    /// journal alone does not let anybody try passwords.
    /// </remarks>
    public static RequestFingerprint Of(in Incoming incoming, ReadOnlySpan<byte> body)
    {
        var key = Encoding.UTF8.GetBytes(incoming.IdempotencyKey!);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(incoming.Operation));
        hash.AppendData("\n"u8);
        hash.AppendData(body);
        var caller = SHA256.HashData(Encoding.UTF8.GetBytes($"{incoming.Caller.Actor}\n{incoming.IdempotencyKey}"));
        return new(Convert.ToHexStringLower(caller), ImmutableCollectionsMarshal.AsImmutableArray(hash.GetHashAndReset()));
    }
}
