using System.Text.Json;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Finds the value that a name of an enum stands for.</summary>
internal static class EnumCoercion
{
    /// <summary>What a variable means.</summary>
    /// <param name="problem">What is wrong with it, or null.</param>
    public static object? Find(EnumType type, JsonElement value, bool suggestions, out string? problem)
    {
        problem = null;
        if (value.ValueKind != JsonValueKind.String)
        {
            var text = Inspect.Value(value);
            problem = $"Enum \"{type.Name}\" cannot represent non-string value: {text}.{Meant(type, text, suggestions)}";
            return null;
        }

        var name = value.GetString()!;
        if (type.Find(name) is { } found) return found.Value;
        problem = Unknown(type, name, suggestions);
        return null;
    }

    /// <summary>What is wrong with what a document says, or null.</summary>
    public static string? Problem(EnumType type, ValueNode literal, bool suggestions)
    {
        if (literal is EnumValueNode name) return type.Find(name.Value) is null ? Unknown(type, name.Value, suggestions) : null;
        var text = literal.ToString();
        return $"Enum \"{type.Name}\" cannot represent non-enum value: {text}.{Meant(type, text, suggestions)}";
    }

    private static string Unknown(EnumType type, string name, bool suggestions) =>
        $"Value \"{Inspect.Name(name)}\" does not exist in \"{type.Name}\" enum.{Meant(type, name, suggestions)}";

    private static string Meant(EnumType type, string text, bool suggestions) =>
        suggestions ? Suggestions.For(text, type.Values.Select(v => v.Name), "the enum value") : "";
}
