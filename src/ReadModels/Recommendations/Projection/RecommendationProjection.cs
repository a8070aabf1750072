using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>Counts what recommendations are made from: texts of products, their stars, who bought what, and what with what.</summary>
internal sealed class RecommendationProjection(EventCodec codec, VectorChanges vectors) : IProjection
{
    private readonly ProductTexts _products = new();
    private readonly StarCounts _stars = new();
    private readonly Purchases _purchases = new();
    private readonly HashSet<Guid> _heard = [];

    public string Name => RecommendationTables.Name;

    public int SchemaVersion => RecommendationTables.SchemaVersion;

    public IReadOnlyList<string> Tables => RecommendationTables.Names;

    public IReadOnlyCollection<string> EventTypes { get; } =
    [
        "product.created.v1", "product.changed.v1", "product.removed.v1",
        "review.written.v1", "review.changed.v1", "review.removed.v1",
        "order.placed.v1", "order.lineSet.v1", "order.paid.v1", "order.cancelled.v1", "order.expired.v1", "order.shipped.v1",
        "customer.erasureAsked.v1", "customer.erased.v1",
    ];

    public bool HasChanges => _products.HasChanges || _stars.HasChanges || _purchases.HasChanges;

    public void Create(TableSet tables) => RecommendationTables.Create(tables);

    public void Apply(StoredEvent stored, TableSet tables)
    {
        switch (codec.Read(stored))
        {
            case ProductEvent product:
                _products.Apply(StoreStreams.KeyOf(StoreStreams.Product, stored.Stream), product, stored.Position, tables);
                break;
            case ReviewEvent review:
                _stars.Apply(review);
                break;
            case OrderEvent order:
                _purchases.Apply(StoreStreams.KeyOf(StoreStreams.Order, stored.Stream), order, stored.Position, tables);
                break;
            case CustomerErasureAsked or CustomerErased:
                _purchases.Erase(StoreStreams.KeyOf(StoreStreams.Customer, stored.Stream));
                break;
        }
    }

    public void Flush(TableSet tables)
    {
        _products.Flush(tables);
        _stars.Flush(tables);
        _purchases.Flush(tables);
    }

    public void Committed()
    {
        vectors.Add(_products.Changed.Concat(_heard));
        Discard();
    }

    public void Discard()
    {
        _products.Clear();
        _stars.Clear();
        _purchases.Clear();
        _heard.Clear();
    }

    public void Swapped() => vectors.AddEverything();

    public void Heard(StoredEvent stored)
    {
        if (StoreStreams.TryKeyOf(StoreStreams.Product, stored.Stream, out var product)) _heard.Add(product);
    }
}
