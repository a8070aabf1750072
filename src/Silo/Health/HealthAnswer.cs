using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Silo.Health;

/// <summary>How the process is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>starting</c>, <c>stopping</c>, <c>storageUnavailable</c> or <c>healthy</c>.</param>
/// <param name="Version">The store's version.</param>
/// <param name="ReadPosition">How far the read side is in the journal, where there is one.</param>
/// <param name="StoppedProjections">Read models that stay where they are because of an event that they cannot take in; <c>/api/v1/admin/projections</c> says more.</param>
/// <param name="Fault">Why the store cannot be written or read, as in the problem <c>storageUnavailable</c>.</param>
public sealed record HealthAnswer(string Status, string? Version = null, long? ReadPosition = null, string? Fault = null, IReadOnlyList<string>? StoppedProjections = null)
{
    /// <summary>200, or 503 of a process that nobody should be sent to.</summary>
    [JsonIgnore]
    public int StatusCode => Status is "live" or "ready" or "healthy" ? 200 : 503;
}

/// <summary>How the answer is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
