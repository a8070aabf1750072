using Orleans.Concurrency;

namespace OrleansStore.Contracts.Products;

/// <summary>One product of the catalog. Key: the product's id.</summary>
[Alias("store.product")]
public interface IProductGrain : IGrainWithGuidKey
{
    /// <summary>Creates the product; its sku must be nobody else's.</summary>
    [Alias("create")]
    Task<Result<ProductView>> Create(CreateProduct command);

    /// <summary>Changes what the command names.</summary>
    [Alias("change")]
    Task<Result<ProductView>> Change(ChangeProduct command);

    /// <summary>Takes the product off sale and gives its sku back.</summary>
    [Alias("remove")]
    Task<Result<ProductView>> Remove(RemoveProduct command);

    /// <summary>Whether it has the name that a claim of its is about; when it has not, it will not take it without claiming anew.</summary>
    /// <param name="key">See <see cref="Claims.ClaimKeys"/>.</param>
    [Alias("hasName"), AlwaysInterleave]
    Task<bool> HasName(string key);

    /// <summary>The product as it is.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<ProductView>> Get();
}
