using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Whether Stripe said it: the header <c>Stripe-Signature</c> with a time and an HMAC-SHA256 of it and the body.</summary>
public static class StripeSignature
{
    /// <summary>Whether one of the signatures is of this body and secret, and not too old. Compared in constant time.</summary>
    /// <param name="header"><c>t=1700000000,v1=…</c>; while the secret changes with several of <c>v1</c>.</param>
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (header is null || secret.Length == 0) return false;
        string? signedAt = null;
        var signatures = new List<string>(2);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) signedAt ??= part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal)) signatures.Add(part[3..]);
        }

        if (!long.TryParse(signedAt, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > StripeLimits.Tolerance) return false;

        var expected = Encoding.ASCII.GetBytes(Sign(signedAt!, body, secret));
        var isValid = false;
        foreach (var signature in signatures)
            isValid |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), expected);
        return isValid;
    }

    /// <summary>The signature in lower-case hexadecimal digits.</summary>
    /// <param name="signedAt">Seconds since 1970, as text.</param>
    public static string Sign(string signedAt, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(signedAt + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
