using System.Security.Cryptography;
using System.Text;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Grains.Claims;

/// <summary>Names by HMAC-SHA-256 (RFC 2104), cut to 128 bits.</summary>
/// <param name="secret">The same for as long as the store lives: with another one nobody finds an account again.</param>
public sealed class KeyedClaimNames(byte[] secret) : IClaimNames
{
    private const int Bytes = 16;

    /// <inheritdoc/>
    public string Email(string address)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(EmailAddress.Normalise(address)), hash);
        return ClaimKeys.Email(Convert.ToHexStringLower(hash[..Bytes]));
    }
}
