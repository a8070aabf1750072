namespace OrleansStore.Contracts.Products;

/// <summary>What can be wrong with a command to a product.</summary>
public static class ProductErrors
{
    /// <summary>There is no such product.</summary>
    public static StoreError NotFound(Guid id) => About(id, new(ErrorKind.NotFound, "productNotFound", $"There is no product {id}."));

    /// <summary>It exists already.</summary>
    public static StoreError Exists(Guid id) => new(ErrorKind.Conflict, "productExists", $"Product {id} exists already.");

    /// <summary>Another product has the sku.</summary>
    public static StoreError SkuTaken(string sku) => new(ErrorKind.Conflict, "skuTaken", $"Another product has the sku '{sku}'.");

    /// <summary>The price is not positive, or too high.</summary>
    public static StoreError InvalidPrice(long amount) =>
        new(ErrorKind.Invalid, "invalidPrice", $"A price must be from 1 to {ProductLimits.Price} minor units, not {amount}.");

    /// <summary>The currency is not the shop's.</summary>
    public static StoreError WrongCurrency(string currency, string shop) =>
        new(ErrorKind.Unprocessable, "wrongCurrency", $"This shop sells in {shop}, not in {currency}.");

    /// <summary>A text is missing or too long.</summary>
    public static StoreError InvalidText(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidText", $"'{field}' must have from 1 to {limit} characters.");

    /// <summary>Too many tags.</summary>
    public static StoreError TooManyTags() =>
        new(ErrorKind.Invalid, "tooManyTags", $"A product has at most {ProductLimits.Tags} tags.");

    /// <summary>It has been taken off sale.</summary>
    public static StoreError Removed(Guid id) => About(id, new(ErrorKind.Conflict, "productRemoved", $"Product {id} is no longer on sale."));

    // Several products may be asked for at once: the answer says which one it is about.
    private static StoreError About(Guid id, StoreError error) => error.With("productId", id.ToString());
}
