namespace OrleansStore.Contracts.Products;

/// <summary>Limits of a product, each with its reason.</summary>
public static class ProductLimits
{
    /// <summary>Characters of a sku; it is part of a stream's name.</summary>
    public const int Sku = 64;

    /// <summary>Characters of a name; it stands in every order line.</summary>
    public const int Name = 200;

    /// <summary>Characters of a description; it travels with every list.</summary>
    public const int Description = 10_000;

    /// <summary>Characters of a category or a tag.</summary>
    public const int Label = 64;

    /// <summary>Tags on a product.</summary>
    public const int Tags = 20;

    /// <summary>Characters of an image's address.</summary>
    public const int ImageUrl = 2_000;

    /// <summary>Highest price in minor units: times the largest order it still fits a long by far.</summary>
    public const long Price = 1_000_000_000_00;
}
