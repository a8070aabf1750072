using System.Text.RegularExpressions;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>Breaks documents by chance: a token less, twice, elsewhere, misspelt, or another one.</summary>
internal static partial class DocumentBreaker
{
    private static readonly string[] _others =
        ["{", "}", "(", ")", "[", "]", "!", "$", ":", "@", "|", "&", "=", "...", "on", "query", "fragment", "null", "true", "1", "1.5", "\"x\"", "name", "Product", "id", "#", "\"", "$x", "@skip", ","];

    public static string Break(string text, Random chance)
    {
        var tokens = Tokens().Matches(text);
        if (tokens.Count == 0) return "{";
        var index = chance.Next(tokens.Count);
        var token = tokens[index];
        var (before, after) = (text[..token.Index], text[(token.Index + token.Length)..]);
        var other = tokens[chance.Next(tokens.Count)].Value;
        return chance.Next(8) switch
        {
            0 => before + after,
            1 => $"{before}{token.Value} {token.Value}{after}",
            2 => $"{before}{other} {after}",
            3 => $"{before}{_others[chance.Next(_others.Length)]} {token.Value}{after}",
            4 => $"{before}{_others[chance.Next(_others.Length)]}{after}",
            _ when token.Length > 1 => $"{before}{token.Value.Remove(chance.Next(token.Length), 1)}{after}",
            _ => $"{before}{other} {token.Value}{after}",
        };
    }

    [GeneratedRegex("""""("""[\s\S]*?""")|("(?:\\.|[^"\\\n])*")|\.\.\.|[A-Za-z_]\w*|-?\d+(\.\d+)?|\S""""")]
    private static partial Regex Tokens();
}
