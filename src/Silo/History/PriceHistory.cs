using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;

namespace OrleansStore.Silo.History;

/// <summary>What a product cost for a while.</summary>
/// <param name="Version">The product's version that brought the price.</param>
/// <param name="Until">When another came, or the product went off sale; null while it stands, and where that is told only farther on.</param>
public sealed record PricePoint(int Version, Money Price, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Some prices of a product, oldest first.</summary>
/// <param name="Next">The version to go on at; null when there are no more.</param>
public sealed record PriceStretch(IReadOnlyList<PricePoint> Points, int? Next);

/// <summary>The prices that products had, from the journal alone.</summary>
public sealed class PriceHistory(IJournal journal, EventCodec codec, HistoryLimits limits)
{
    /// <summary>The prices from a version on.</summary>
    /// <param name="from">The version of the first event that counts; at least 1.</param>
    /// <returns>Null when there is no such product.</returns>
    public async ValueTask<PriceStretch?> ReadAsync(Guid id, int from, int limit, CancellationToken cancellation = default)
    {
        var stream = StoreStreams.Of(StoreStreams.Product, id);
        if (await CurrencyAsync(stream, cancellation) is not { } currency) return null;
        var (points, read) = (new List<PricePoint>(), from - 1);
        for (var more = true; more;)
        {
            var events = await journal.ReadStreamAsync(stream, read, limits.Chunk, cancellation);
            more = events.Count == limits.Chunk;
            foreach (var stored in events)
            {
                if (read - from >= limits.Prices) return new(points, stored.Version);
                read = stored.Version;
                var body = codec.Read(stored);
                if (PriceOf(body) is { } price && (points.Count == 0 || points[^1].Price.Amount != price))
                {
                    End(points, stored.Time);
                    if (points.Count == limit) return new(points, stored.Version);
                    points.Add(new(stored.Version, new Money(price, currency), stored.Time, null));
                }
                else if (body is ProductRemoved)
                {
                    End(points, stored.Time);
                }
            }
        }

        return new(points, null);
    }

    /// <summary>The lowest price that held at any moment since then.</summary>
    /// <returns>Null when there was none, or when it changed more often than is gone through.</returns>
    public async ValueTask<Money?> LowestAsync(Guid id, DateTimeOffset since, CancellationToken cancellation = default)
    {
        var stream = StoreStreams.Of(StoreStreams.Product, id);
        if (await CurrencyAsync(stream, cancellation) is not { } currency) return null;
        var (lowest, read, before) = ((long?)null, 0, int.MaxValue);
        while (read < limits.Prices)
        {
            var events = await journal.ReadStreamBackwardsAsync(stream, before, limits.Chunk, cancellation);
            foreach (var stored in events)
            {
                var body = codec.Read(stored);
                // Off sale it has no price; what it cost before it was taken off so long ago does not count.
                if (body is ProductRemoved && stored.Time < since) return Of(lowest, currency);
                if (PriceOf(body) is not { } price) continue;
                lowest = Math.Min(lowest ?? price, price);
                if (stored.Time <= since) return Of(lowest, currency);
            }

            if (events.Count < limits.Chunk) return Of(lowest, currency);
            (read, before) = (read + events.Count, events[^1].Version);
        }

        return null;
    }

    private static Money? Of(long? amount, string currency) => amount is { } known ? new Money(known, currency) : null;

    private static void End(List<PricePoint> points, DateTimeOffset at)
    {
        if (points is [.., { Until: null } last]) points[^1] = last with { Until = at };
    }

    private async ValueTask<string?> CurrencyAsync(string stream, CancellationToken cancellation) =>
        await journal.ReadStreamAsync(stream, 0, 1, cancellation) is [var first] && codec.Read(first) is ProductCreated created ? created.Currency : null;

    private static long? PriceOf(object body) => body switch
    {
        ProductCreated e => e.Price,
        ProductChanged e => e.Price,
        _ => null,
    };
}
