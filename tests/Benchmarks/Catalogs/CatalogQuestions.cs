using OrleansStore.ReadModels.Products;

namespace OrleansStore.Benchmarks.Catalogs;

/// <summary>What visitors ask, by chance with a seed: no two of them the same.</summary>
internal sealed class CatalogQuestions(int products, int seed)
{
    private readonly Random _chance = new(seed);

    public Guid Product() => SyntheticCatalog.IdOf(_chance.Next(products));

    /// <summary>A category's page, filtered and sorted.</summary>
    public CatalogQuery List()
    {
        var some = SyntheticCatalog.Product(_chance.Next(products));
        return Filtered(new CatalogQuery(20, Category: OneIn(4) ? null : some.Category, Tag: OneIn(5) ? some.Tags[0] : null, Sort: Order(CatalogSort.Newest, 2)));
    }

    /// <summary>Words of some product, filtered: one to three, of the name mostly; some are not typed to their end, some are mistyped.</summary>
    public CatalogQuery Search()
    {
        var some = SyntheticCatalog.Product(_chance.Next(products));
        var (names, texts) = (some.Name.Split(' '), some.Description.Split(' '));
        var words = Enumerable.Range(0, _chance.Next(1, 4)).Select(_ => OneIn(4) ? Pick(texts) : Pick(names)).Distinct().ToList();
        if (OneIn(4) && words[^1].Length > 4) words[^1] = words[^1][..^2];
        else if (OneIn(8) && words[^1].Length > 5) words[^1] = words[^1].Remove(_chance.Next(1, words[^1].Length - 1), 1);
        if (OneIn(50)) words = [some.Sku];
        return Filtered(new CatalogQuery(20, Search: string.Join(' ', words), Category: OneIn(3) ? some.Category : null, Sort: Order(CatalogSort.Relevance, 5)));
    }

    private CatalogQuery Filtered(CatalogQuery query) => query with
    {
        MinPrice = OneIn(4) ? _chance.Next(2_00, 50_00) : null,
        MaxPrice = OneIn(4) ? _chance.Next(50_00, 1_000_00) : null,
        InStockOnly = OneIn(2),
        MinRating = OneIn(4) ? 40 : 0,
    };

    private CatalogSort Order(CatalogSort usual, int otherOneIn) => OneIn(otherOneIn)
        ? new[] { CatalogSort.PriceAscending, CatalogSort.PriceDescending, CatalogSort.Rating, CatalogSort.Name, CatalogSort.Popular }[_chance.Next(5)]
        : usual;

    private bool OneIn(int count) => _chance.Next(count) == 0;

    private string Pick(string[] words) => words[_chance.Next(words.Length)];
}
