using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Silo.History;

/// <summary>Finds the events among which the causes of some others are: those of the orders and carts that they are about.</summary>
public sealed class RelatedEvents(RawJournal raw, EventCodec codec, HistoryLimits limits)
{
    /// <summary>Events of the same stream that may have led to the first of a page; a merge is begun and ended within a few.</summary>
    private const int Before = 8;

    /// <summary>The causes of a stretch of one stream.</summary>
    /// <param name="stretch">At least one event, oldest first.</param>
    /// <exception cref="JournalUnavailableException">They cannot be read now.</exception>
    public async Task<Causes> CausesOfAsync(IReadOnlyList<StoredEvent> stretch, CancellationToken cancellation = default)
    {
        var search = new StreamSearch(raw.Journal, limits, cancellation);
        var known = new List<StoredEvent>(stretch);
        known.AddRange(await raw.Journal.ReadStreamBackwardsAsync(stretch[0].Stream, stretch[0].Version, Before, cancellation));
        foreach (var stream in stretch.Select(codec.Read).SelectMany(StreamsOf).Distinct()) known.AddRange(await search.AllAsync(stream));
        return new Causes(known);
    }

    private static IEnumerable<string> StreamsOf(object body) => body switch
    {
        CartMergedInto e => [StoreStreams.Of(StoreStreams.Cart, e.CartId)],
        _ when EventSubjects.OrderOf(body) is { } order => [StoreStreams.Of(StoreStreams.Checkout, order), StoreStreams.Of(StoreStreams.Order, order)],
        _ => [],
    };
}
