using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Rebuilds' reports as they are kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RebuildReport))]
internal sealed partial class RebuildReports : JsonSerializerContext
{
    public static string Write(RebuildReport report) => JsonSerializer.Serialize(report, Default.RebuildReport);

    public static RebuildReport Read(string report) => JsonSerializer.Deserialize(report, Default.RebuildReport)!;
}
