using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using OrleansStore.Contracts;
using OrleansStore.ReadModels.Recommendations;

namespace OrleansStore.Api.Recommendations;

/// <summary>Products to show.</summary>
public sealed record RecommendationPage(IReadOnlyList<RecommendedProduct> Items);

/// <summary>A product to show, and why.</summary>
/// <param name="Score">From 0 to 1; only good for comparing those of one answer with the same reason.</param>
public sealed record RecommendedProduct(
    Guid Id, string Sku, string Name, string Description, Money Price, string Category, IReadOnlyList<string> Tags, string? ImageUrl,
    decimal Rating, long ReviewCount, long Available, bool Active, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version,
    decimal Score, RecommendationReason Reason);

/// <summary>Writes such answers around the products' own bytes, which are made already.</summary>
internal static class RecommendationJson
{
    private const int Digits = 4;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static byte[] Encode(IReadOnlyList<Recommendation> recommendations)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024 + recommendations.Sum(r => r.Product.Length + 64));
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var recommendation in recommendations)
        {
            json.WriteStartObject();
            // What stands between the braces of the product.
            json.Flush();
            buffer.Write(recommendation.Product.Span[1..^1]);
            buffer.Write(",\"score\":"u8);
            buffer.Write(JsonSerializer.SerializeToUtf8Bytes(Math.Round((decimal)recommendation.Score, Digits)));
            buffer.Write(",\"reason\":"u8);
            buffer.Write(JsonSerializer.SerializeToUtf8Bytes(JsonNamingPolicy.CamelCase.ConvertName(recommendation.Reason.ToString())));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
