using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Silo.Tokens;

/// <summary>What a token that was sent by e-mail is for.</summary>
public enum AccountPurpose
{
    /// <summary>Verifies the e-mail address.</summary>
    Verification = 1,

    /// <summary>Sets a new password.</summary>
    Reset = 2,
}

/// <summary>
/// The one-time tokens that are sent to owners of accounts. They are made when the e-mail is, and follow from what the
/// journal knows and the keys: no secret is stored. The account takes each number once.
/// </summary>
public sealed class AccountTokens(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Account, number and the second in which it ends.</summary>
    private const int Length = 16 + sizeof(int) + sizeof(long);

    /// <summary>Characters of the longest text that is looked at.</summary>
    private const int Longest = 1_000;

    private readonly IDataProtector _verification = protection.CreateProtector("store.verificationToken.v1");
    private readonly IDataProtector _reset = protection.CreateProtector("store.resetToken.v1");

    /// <summary>Makes a token.</summary>
    /// <param name="sent">When it was asked for; it is good from then.</param>
    public string Make(AccountPurpose purpose, Guid customer, int number, DateTimeOffset sent)
    {
        var bytes = new byte[Length];
        customer.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), number);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(20), (sent + LifetimeOf(purpose)).ToUnixTimeSeconds());
        return Base64Url.EncodeToString(ProtectorOf(purpose).Protect(bytes));
    }

    /// <summary>Whose token it is; null when it is not one of this store's, is for something else, or has expired.</summary>
    public (Guid Customer, int Number)? Open(AccountPurpose purpose, string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token)) return null;
        byte[] bytes;
        try
        {
            bytes = ProtectorOf(purpose).Unprotect(Base64Url.DecodeFromChars(token));
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (bytes.Length != Length || time.GetUtcNow().ToUnixTimeSeconds() >= BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(20))) return null;
        return (new Guid(bytes.AsSpan(0, 16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
    }

    /// <summary>How long one is good for.</summary>
    public static TimeSpan LifetimeOf(AccountPurpose purpose) =>
        purpose == AccountPurpose.Verification ? CustomerLimits.VerificationLifetime : CustomerLimits.ResetLifetime;

    private IDataProtector ProtectorOf(AccountPurpose purpose) => purpose == AccountPurpose.Verification ? _verification : _reset;
}
