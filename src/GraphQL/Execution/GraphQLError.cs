using System.Text.Json;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Execution;

/// <summary>An error as clients see it.</summary>
/// <param name="message">What is wrong, for people.</param>
public sealed class GraphQLError(string message)
{
    /// <summary>What is wrong, for people.</summary>
    public string Message { get; } = message;

    /// <summary>Where in the document.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Which field of the answer: names and indexes from the root. Null for what is wrong with the request itself.</summary>
    public ResponsePath? Path { get; init; }

    /// <summary>What programs need to know; <c>code</c> above all.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>What was thrown; never told to clients.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The code among the extensions.</summary>
    public string? Code => Extensions?.GetValueOrDefault("code") as string;

    /// <summary>An error at nodes of a document.</summary>
    public static GraphQLError At(string message, params ReadOnlySpan<Node> nodes) => new(message) { Locations = LocationsOf(nodes) };

    /// <summary>Writes it as the specification's response format has it.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("message", Message);
        if (Locations.Count > 0)
        {
            writer.WriteStartArray("locations");
            foreach (var location in Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", location.Line);
                writer.WriteNumber("column", location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (Path is not null)
        {
            writer.WritePropertyName("path");
            Path.WriteTo(writer);
        }

        if (Extensions is { Count: > 0 })
        {
            writer.WritePropertyName("extensions");
            ResultJson.Write(writer, Extensions);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override string ToString() => Locations.Count == 0 ? Message : $"{Message} ({string.Join(", ", Locations.Select(l => $"{l.Line}:{l.Column}"))})";

    /// <summary>Places of a document that one error tells at most: a document can repeat a field hundreds of times.</summary>
    internal const int MostLocations = 20;

    internal static IReadOnlyList<SourceLocation> LocationsOf(ReadOnlySpan<Node> nodes)
    {
        List<SourceLocation> locations = [];
        foreach (var node in nodes)
        {
            if (locations.Count == MostLocations) break;
            if (node.Location is { } location) locations.Add(location);
        }

        return locations;
    }
}
