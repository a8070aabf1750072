using System.Text;

namespace OrleansStore.Api.GraphQL;

/// <summary>Enum members as GraphQL writes them, <c>PARTIALLY_SHIPPED</c>, and as the JSON of the API does, <c>partiallyShipped</c>.</summary>
internal static class EnumNames
{
    /// <summary>As JSON has it.</summary>
    public static string ToJson(string name)
    {
        var text = new StringBuilder(name.Length);
        var isStart = false;
        foreach (var letter in name)
        {
            if (letter == '_') isStart = true;
            else text.Append(isStart ? letter : char.ToLowerInvariant(letter));
            if (letter != '_') isStart = false;
        }

        return text.ToString();
    }

    /// <summary>As GraphQL has it.</summary>
    public static string OfJson(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter)) text.Append('_');
            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
