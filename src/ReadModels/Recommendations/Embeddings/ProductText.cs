namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>What of a product is made into a vector: its name, a line of labels, and the beginning of its description.</summary>
internal static class ProductText
{
    /// <summary>Characters of a description; what a model of the usual kind reads (512 tokens), and the rest seldom says anything else.</summary>
    public const int Description = 2_000;

    public static string Of(string name, string category, IEnumerable<string> tags, string description) =>
        $"{Line(name)}\n{Line(string.Join(", ", tags.Prepend(category)))}\n{Line(Beginning(description))}";

    /// <summary>What of a description counts; not up to the middle of a character of two parts.</summary>
    public static string Beginning(string description) => description.Length <= Description
        ? description
        : description[..(char.IsHighSurrogate(description[Description - 1]) ? Description - 1 : Description)];

    private static string Line(string text) => text.Replace('\n', ' ').Replace('\r', ' ');
}
