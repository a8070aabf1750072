using System.Text;
using OrleansStore.Api.Http;
using OrleansStore.Journal;

namespace OrleansStore.Api.History;

/// <summary>Which events of the journal are meant; what is null does not count.</summary>
/// <param name="Stream">Of this stream.</param>
/// <param name="StreamPrefix">Of streams that begin so, such as <c>order-</c>.</param>
/// <param name="Type">Of this type, or of those below it: <c>order.placed.v1</c>, <c>order.placed</c>, <c>order</c>.</param>
/// <param name="Actor">By whom.</param>
internal sealed record JournalFilter(string? Stream, string? StreamPrefix, string? Type, string? Actor)
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Parameters = ["stream", "streamPrefix", "type", "actor"];

    /// <summary>Whether every event may be another one's: there is something to look for.</summary>
    public bool Sifts => (StreamPrefix ?? Type ?? Actor) is not null;

    /// <summary>Reads the query.</summary>
    public static Problem? Read(IQueryCollection query, out JournalFilter filter)
    {
        filter = new(Text(query, "stream"), Text(query, "streamPrefix"), Text(query, "type"), Text(query, "actor"));
        foreach (var (name, stream) in new[] { ("stream", filter.Stream), ("streamPrefix", filter.StreamPrefix) })
            if (stream is not null && (Encoding.UTF8.GetByteCount(stream) > JournalLimits.StreamNameLength || stream.Contains('\0', StringComparison.Ordinal)))
                return Problems.Validation(name, $"Must be the name of a stream or its beginning, of at most {JournalLimits.StreamNameLength} bytes.");
        foreach (var (name, text) in new[] { ("type", filter.Type), ("actor", filter.Actor) })
            if (text?.Length > JournalLimits.EventNameLength)
                return Problems.Validation(name, $"Must be a name of at most {JournalLimits.EventNameLength} characters.");
        return null;
    }

    /// <summary>Whether an event is meant.</summary>
    public bool Matches(StoredEvent stored) =>
        (Stream is null || stored.Stream == Stream)
        && (StreamPrefix is null || stored.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
        && (Type is null || IsBelow(stored.Type, Type))
        && (Actor is null || stored.Actor == Actor);

    private static bool IsBelow(string type, string name) =>
        type.StartsWith(name, StringComparison.Ordinal) && (type.Length == name.Length || type[name.Length] == '.');

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
