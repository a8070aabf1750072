using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;

namespace OrleansStore.Api.Products;

/// <summary>An amount of money in an input.</summary>
/// <param name="Amount">In minor units (cents).</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
public sealed record MoneyRequest(long? Amount, string? Currency) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Required("amount", Amount).Text("currency", Currency, max: 3, min: 3);

    /// <summary>As grains know it; only after it was checked.</summary>
    public Money ToMoney() => new(Amount!.Value, Currency!);
}

/// <summary>Creates a product.</summary>
public sealed record CreateProductRequest(
    string? Sku, string? Name, string? Description, MoneyRequest? Price, string? Category, string[]? Tags, string? ImageUrl) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Text("sku", Sku, ProductLimits.Sku)
        .Text("name", Name, ProductLimits.Name)
        .OptionalText("description", Description, ProductLimits.Description, min: 0)
        .Nested("price", Price)
        .Text("category", Category, ProductLimits.Label)
        .Tags(Tags)
        .OptionalText("imageUrl", ImageUrl, ProductLimits.ImageUrl);
}

/// <summary>Changes a product; what is absent stays.</summary>
public sealed record ChangeProductRequest(
    string? Name, string? Description, MoneyRequest? Price, string? Category, string[]? Tags, string? ImageUrl) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks
            .OptionalText("name", Name, ProductLimits.Name)
            .OptionalText("description", Description, ProductLimits.Description, min: 0)
            .OptionalText("category", Category, ProductLimits.Label)
            .Tags(Tags)
            .OptionalText("imageUrl", ImageUrl, ProductLimits.ImageUrl);
        if (Price is not null) checks.Nested("price", Price);
    }
}

/// <summary>Checks that only products need.</summary>
internal static class ProductChecks
{
    /// <summary>Not too many tags, none of them empty or long.</summary>
    public static Checks Tags(this Checks checks, string[]? tags)
    {
        if (tags?.Length > ProductLimits.Tags) return checks.Fail("tags", $"At most {ProductLimits.Tags}.");
        for (var i = 0; i < tags?.Length; i++) checks.Text($"tags[{i}]", tags[i], ProductLimits.Label);
        return checks;
    }
}
