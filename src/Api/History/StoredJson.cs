using System.Text.Json;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.History;

/// <summary>Events as they are stored, for people.</summary>
internal static class StoredJson
{
    /// <summary>The payload without what is sealed in it.</summary>
    public static JsonElement Of(StoredEvent stored, out bool isSealed)
    {
        using var document = JsonDocument.Parse(SealedPayloads.Left(stored.Payload, out isSealed));
        return document.RootElement.Clone();
    }
}
