using OrleansStore.Journal;

namespace OrleansStore.Grains.Recovery;

/// <summary>The orders whose checkout began something and did not finish it: a fold of the journal's global order.</summary>
/// <param name="Position">How far the fold has come.</param>
/// <param name="Open">The orders.</param>
public sealed record OpenCheckouts(long Position, HashSet<Guid> Open)
{
    /// <summary>The table of small rows in which the fold is kept.</summary>
    public const string Table = "recovery";

    /// <summary>The row; its name changes with the fold's shape, and then the journal is read anew.</summary>
    public const string Key = "openCheckouts.v1";

    private const string Category = "checkout-";

    /// <summary>The fold after some more events.</summary>
    public OpenCheckouts Fold(IReadOnlyList<StoredEvent> events)
    {
        foreach (var e in events)
        {
            if (!e.Stream.StartsWith(Category, StringComparison.Ordinal)) continue;
            var order = Guid.ParseExact(e.Stream.AsSpan(Category.Length), "N");
            if (Ends(e.Type)) Open.Remove(order);
            else Open.Add(order);
        }

        return events.Count == 0 ? this : this with { Position = events[^1].Position };
    }

    private static bool Ends(string type) =>
        type is "checkout.placed.v1" or "checkout.paymentDeclined.v1" or "checkout.finished.v1";
}
