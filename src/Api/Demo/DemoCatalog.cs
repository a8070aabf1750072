using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Demo;

/// <summary>Fills an empty catalog with products to play with.</summary>
public sealed class DemoCatalog(IGrainFactory grains, ICatalogQueries catalog, StoreOptions options)
{
    /// <summary>Adds the demo products to an empty catalog; goes on where a start before was cut off.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddAsync()
    {
        if (!await IsWantedAsync()) return 0;
        // The first and the last one tell a later start whether this one got to the end.
        await AddAsync(0);
        await Task.WhenAll(Enumerable.Range(1, DemoProducts.All.Count - 2).Select(AddAsync));
        await AddAsync(DemoProducts.All.Count - 1);
        return DemoProducts.All.Count;
    }

    /// <summary>The id of a demo product; the same in every store.</summary>
    public static Guid IdOf(int index) => new($"01980000-0000-7000-8000-{index + 1:x12}");

    private async Task<bool> IsWantedAsync()
    {
        var first = await catalog.ListAsync(new CatalogQuery(Limit: 1));
        if (first.Json.Span.IndexOf("\"id\""u8) < 0) return true;
        var begun = await grains.GetGrain<IProductGrain>(IdOf(0)).Get();
        var last = await grains.GetGrain<IStockGrain>(IdOf(DemoProducts.All.Count - 1)).Get();
        return begun.Error is null && last.Value is not { Version: > 0 };
    }

    private async Task AddAsync(int index)
    {
        var demo = DemoProducts.All[index];
        var id = IdOf(index);
        var context = new CommandContext(id, id, Actors.System);
        var product = grains.GetGrain<IProductGrain>(id);
        if ((await product.Get()).Error is not null)
        {
            var created = await product.Create(new CreateProduct(
                context, demo.Sku, demo.Name, demo.Description, new Money(demo.Price, options.Currency), demo.Category, [.. demo.Tags], ImageUrl: null));
            if (created.Error is { } error) throw new InvalidOperationException(error.Detail);
        }

        var stock = grains.GetGrain<IStockGrain>(id);
        if ((await stock.Get()).Value is not { Version: > 0 }) await stock.Receive(new ReceiveStock(context, demo.Pieces));
    }
}

/// <summary>A product to play with.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Pieces">On the shelf.</param>
internal sealed record DemoProduct(string Sku, string Name, string Category, long Price, int Pieces, string[] Tags, string Description);
