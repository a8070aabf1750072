using System.Globalization;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.GraphQL;

/// <summary>The scalars that GraphQL does not have by itself. Their values come from JSON and go into JSON.</summary>
internal static class ShopScalars
{
    private const long Safe = (1L << 53) - 1;

    /// <summary>An instant, as text.</summary>
    public static ScalarType DateTime { get; } = new("DateTime", "An instant in UTC, as RFC 3339 writes it: `2026-11-21T08:00:00Z`.", parse: ParseTime);

    /// <summary>What <see cref="DateTime"/> follows.</summary>
    public const string DateTimeSpecification = "https://scalars.graphql.org/andimarek/date-time.html";

    /// <summary>A whole number of up to 64 bits.</summary>
    public static ScalarType Long { get; } = new(
        "Long", "A whole number of up to 64 bits, such as an amount in minor units or a position of the journal; as a text it is taken too.", SerializeLong, ParseLong);

    /// <summary>Any JSON.</summary>
    public static ScalarType Json { get; } = new("JSON", "Any JSON, as it is.");

    private static object ParseTime(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            && json.GetString() is { } text
            && text.Length >= 20 && text[10] is 'T' or 't'
            && (text.EndsWith('Z') || text.EndsWith('z') || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
                : throw new GraphQLException($"DateTime cannot represent an instant that is not written as RFC 3339: {json.GetRawText()}");

    private static object? SerializeLong(object value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt64(out _) => json,
        long or int => value,
        _ => throw new GraphQLException($"Long cannot represent {value}."),
    };

    private static object ParseLong(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        // As GraphQL's own whole numbers: 1.0 is one.
        JsonValueKind.Number when json.TryGetDouble(out var real) && real == Math.Truncate(real) && Math.Abs(real) <= Safe => (long)real,
        JsonValueKind.String when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new GraphQLException($"Long cannot represent {json.GetRawText()}."),
    };
}
