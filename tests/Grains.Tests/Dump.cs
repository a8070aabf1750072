using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests;

/// <summary>
/// Objects as text, to be compared: records with arrays in them are equal only when the arrays are the same ones. Written
/// by reflection, so that it does not depend on the serializers that are tested with it.
/// </summary>
internal static class Dump
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The store's events as the journal reads and writes them.</summary>
    public static EventCodec Codec { get; } = new(StoreEvents.All.Select(e => new EventType(e.Name, e.Json)));

    public static string Of(object value) => $"{value.GetType().Name} {JsonSerializer.Serialize(value, value.GetType(), Options)}";

    public static string Of<T>(IEnumerable<T> values)
        where T : class => string.Join('\n', values.Select(v => Of((object)v)));
}
