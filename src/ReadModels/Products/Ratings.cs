using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>Each product's stars added up: what a batch changes, and how it is written.</summary>
internal sealed class Ratings
{
    private readonly Dictionary<Guid, ProductRating> _changes = [];

    public bool HasChanges => _changes.Count > 0;

    public void Apply(ReviewEvent e)
    {
        switch (e)
        {
            case ReviewWritten written:
                Add(written.ProductId, written.Rating, 1);
                break;
            case ReviewChanged changed:
                Add(changed.ProductId, changed.Rating - changed.Before, 0);
                break;
            case ReviewRemoved removed:
                Add(removed.ProductId, -removed.Before, -1);
                break;
            default:
                throw new InvalidOperationException($"{e.GetType()} is no event of a review.");
        }
    }

    /// <summary>Writes the batch and tells each product whose rating changed.</summary>
    public void Flush(TableSet tables, ISet<Guid> changed)
    {
        foreach (var (product, change) in _changes)
        {
            var before = Find(tables, product);
            var after = new ProductRating(before.Stars + change.Stars, before.Count + change.Count);
            tables.Statement(
                """
                INSERT INTO @ratings VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (product) DO UPDATE SET stars = excluded.stars, reviews = excluded.reviews, average = excluded.average
                """)
                .Bind(1, product).Bind(2, after.Stars).Bind(3, after.Count).Bind(4, after.Tenths).Run();
            changed.Add(product);
        }
    }

    /// <summary>Those whose rating the batch changes.</summary>
    public IEnumerable<Guid> Products => _changes.Keys;

    public void Clear() => _changes.Clear();

    public static ProductRating Find(TableSet tables, Guid product)
    {
        var found = tables.Statement("SELECT stars, reviews FROM @ratings WHERE product = ?1").Bind(1, product);
        if (!found.Step()) return default;
        var rating = new ProductRating(found.Int64(0), found.Int64(1));
        found.Reset();
        return rating;
    }

    private void Add(Guid product, int stars, int reviews)
    {
        var sum = _changes.GetValueOrDefault(product);
        _changes[product] = new ProductRating(sum.Stars + stars, sum.Count + reviews);
    }
}
