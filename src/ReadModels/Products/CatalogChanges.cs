namespace OrleansStore.ReadModels.Products;

/// <summary>What a commit changed in the catalog.</summary>
internal sealed class CatalogChanges
{
    /// <summary>The tables were made anew.</summary>
    public bool Everything { get; set; }

    /// <summary>Created, changed, removed or rated otherwise: lists may have other members now.</summary>
    public HashSet<Guid> Products { get; } = [];

    /// <summary>The pieces now available of each product of which there are more or fewer.</summary>
    public Dictionary<Guid, long> Levels { get; } = [];

    /// <summary>What is kept of these no longer holds; lists have the same members.</summary>
    public HashSet<Guid> Stale { get; } = [];

    /// <summary>Something sold out, or came back: lists of what is in stock may have other members now.</summary>
    public bool InStockChanged { get; private set; }

    /// <summary>Some were sold: lists of what sells best may have another order now.</summary>
    public bool SoldChanged { get; private set; }

    /// <param name="sold">Pieces that left for good.</param>
    public void Level(Guid product, long before, long after, long sold)
    {
        if (before != after) Levels[product] = after;
        InStockChanged |= before > 0 != after > 0;
        SoldChanged |= sold != 0;
    }

    /// <summary>There are more or fewer pieces, nobody here knows how many.</summary>
    public void Moved(Guid product)
    {
        Stale.Add(product);
        InStockChanged = SoldChanged = true;
    }

    public void Clear()
    {
        Everything = InStockChanged = SoldChanged = false;
        Products.Clear();
        Levels.Clear();
        Stale.Clear();
    }
}
