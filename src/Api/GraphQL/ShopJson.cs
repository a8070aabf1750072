using System.Text.Json;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.GraphQL;

/// <summary>The JSON that use cases answer, as the objects that fields belong to.</summary>
internal static class ShopJson
{
    /// <summary>Something that can be read for as long as it is needed.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> json) => JsonElement.Parse(json.Span);

    /// <summary>What an answer holds; true where there is nothing to say but that it is done.</summary>
    public static object Of(Answer answer) => answer.Body.IsEmpty ? true : Parse(answer.Body);

    /// <summary>A member; null when it is not there.</summary>
    public static object? Read(object? source, string name) =>
        source is JsonElement { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>An id; null when it is not there.</summary>
    public static Guid? Id(JsonElement json, string name) => json.TryGetProperty(name, out var id) && id.TryGetGuid(out var value) ? value : null;
}
