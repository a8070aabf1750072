using System.Text.Json.Nodes;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>A document, and what it is sent with.</summary>
/// <param name="Text">The document.</param>
/// <param name="With">Variables and the operation's name, as JSON has them.</param>
internal sealed record ReferenceDocument(string Text, JsonObject With);

/// <summary>The documents that both sides are given.</summary>
internal static class ReferenceDocuments
{
    public static string Schema { get; } = Read("shop.graphql");

    public static JsonObject Root { get; } = JsonNode.Parse(Read("root.json"))!.AsObject();

    public static IReadOnlyList<ReferenceDocument> Valid { get; } = Split("valid");

    public static IReadOnlyList<ReferenceDocument> Invalid { get; } = Split("invalid");

    public static IReadOnlyList<string> Schemas { get; } = [.. Split("schemas").Select(d => d.Text)];

    /// <summary>Each document ends with a line that begins with <c>#--</c> and may tell what it is sent with.</summary>
    private static IReadOnlyList<ReferenceDocument> Split(string file)
    {
        List<ReferenceDocument> documents = [];
        List<string> lines = [];
        foreach (var line in Read($"Documents/{file}.graphql").Split('\n'))
        {
            if (!line.StartsWith("#--", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            documents.Add(new(string.Join('\n', lines), line.Length > 3 ? JsonNode.Parse(line[3..])!.AsObject() : []));
            lines.Clear();
        }

        return documents;
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", file));
}
