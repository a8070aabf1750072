using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.ReadModels.Products;

/// <summary>One product encoded, with a gap for the pieces that are available, which change far more often than the rest.</summary>
internal sealed class ProductFragment
{
    // Raised when the shape below changes: the same version and pieces are then other bytes.
    private const string Shape = "2";

    /// <summary>Letters of all languages stay readable; what could end a script element is escaped.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly long _available;
    private readonly int _version;
    private readonly ProductRating _rating;
    private EncodedAnswer? _answer;

    public ProductFragment(ProductRow row, long available, ProductRating rating)
    {
        (_before, _after) = Write(row, rating);
        (_available, _version, _rating) = (available, row.Version, rating);
    }

    private ProductFragment(ProductFragment other, long available)
    {
        (_before, _after, _version, _rating) = (other._before, other._after, other._version, other._rating);
        _available = available;
    }

    /// <summary>Bytes of memory, about: the parts, the whole, and what holds them.</summary>
    public long Cost => 2 * (_before.Length + _after.Length) + 300;

    /// <summary>The whole product; made when first asked for.</summary>
    public EncodedAnswer Answer => _answer ??= Join();

    public ProductFragment WithAvailable(long available) => new(this, available);

    private EncodedAnswer Join()
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(_available, digits, out var length);
        byte[] json = [.. _before, .. digits[..length], .. _after];
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{_version}-{_available}-{_rating.Count}-{_rating.Tenths}-{Shape}\"");
        return new EncodedAnswer(json, etag, _version);
    }

    private static (byte[] Before, byte[] After) Write(ProductRow row, ProductRating rating)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteString("sku"u8, row.Sku);
        json.WriteString("name"u8, row.Name);
        json.WriteString("description"u8, row.Description);
        json.WriteStartObject("price"u8);
        json.WriteNumber("amount"u8, row.Price);
        json.WriteString("currency"u8, row.Currency);
        json.WriteEndObject();
        json.WriteString("category"u8, row.Category);
        json.WriteStartArray("tags"u8);
        foreach (var tag in row.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        if (row.ImageUrl is not null) json.WriteString("imageUrl"u8, row.ImageUrl);
        json.WriteNumber("rating"u8, rating.Average);
        json.WriteNumber("reviewCount"u8, rating.Count);
        json.WriteNumber("available"u8, 0);
        json.Flush();
        var gap = buffer.WrittenCount - 1;
        json.WriteBoolean("active"u8, row.Active);
        json.WriteString("createdAt"u8, row.CreatedAt.UtcDateTime);
        json.WriteString("updatedAt"u8, row.UpdatedAt.UtcDateTime);
        json.WriteNumber("version"u8, row.Version);
        json.WriteEndObject();
        json.Flush();
        return (buffer.WrittenSpan[..gap].ToArray(), buffer.WrittenSpan[(gap + 1)..].ToArray());
    }
}
