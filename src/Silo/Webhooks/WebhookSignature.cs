using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.Silo.Webhooks;

/// <summary>
/// How a receiver knows that a message is this store's and new: as Standard Webhooks signs, <c>id.timestamp.body</c> by
/// HMAC-SHA256, with the store's own header names and in hexadecimal digits.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the message's id; the same at each attempt.</summary>
    public const string IdHeader = "Store-Webhook-Id";

    /// <summary>The header with the time of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "Store-Webhook-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "Store-Webhook-Signature";

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    /// <param name="secret">Its UTF-8 bytes are the key.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
