using System.Text.Json;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Reads members of objects that need no resolvers: JSON and dictionaries.</summary>
internal static class SourceMembers
{
    public static object? Read(object? source, string name) => source switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } element => element.TryGetProperty(name, out var member) ? member : null,
        IReadOnlyDictionary<string, object?> members => members.TryGetValue(name, out var member) ? member : null,
        _ => null,
    };

    /// <summary>Whether a value means null.</summary>
    public static bool IsNull(object? value) => value is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    /// <summary>The name of the object type that a value says it has.</summary>
    public static string? TypeName(object value) => Read(value, "__typename") switch
    {
        string name => name,
        JsonElement { ValueKind: JsonValueKind.String } name => name.GetString(),
        _ => null,
    };
}
