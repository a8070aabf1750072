using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>Each product's stars added up: what a batch changes, and how it is written.</summary>
internal sealed class StarCounts
{
    private readonly Dictionary<Guid, ProductRating> _changes = [];

    public bool HasChanges => _changes.Count > 0;

    public void Apply(ReviewEvent e)
    {
        var (product, stars, reviews) = e switch
        {
            ReviewWritten written => (written.ProductId, written.Rating, 1),
            ReviewChanged changed => (changed.ProductId, changed.Rating - changed.Before, 0),
            ReviewRemoved removed => (removed.ProductId, -removed.Before, -1),
            _ => throw new InvalidOperationException($"{e.GetType()} is no event of a review."),
        };
        var sum = _changes.GetValueOrDefault(product);
        _changes[product] = new ProductRating(sum.Stars + stars, sum.Count + reviews);
    }

    public void Flush(TableSet tables)
    {
        foreach (var (product, change) in _changes)
        {
            if (change == default) continue;
            tables.Statement(
                """
                INSERT INTO @ratings(product, stars, reviews) VALUES (?1, ?2, ?3)
                ON CONFLICT (product) DO UPDATE SET stars = @ratings.stars + excluded.stars, reviews = @ratings.reviews + excluded.reviews
                """).Bind(1, product).Bind(2, change.Stars).Bind(3, change.Count).Run();
            if (change.Count < 0) tables.Statement("DELETE FROM @ratings WHERE product = ?1 AND reviews = 0").Bind(1, product).Run();
        }
    }

    public void Clear() => _changes.Clear();
}
