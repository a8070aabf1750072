using System.Collections.Immutable;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Products;

/// <summary>What may be done with a product.</summary>
public static class ProductDecisions
{
    /// <summary>What must hold before the sku is claimed.</summary>
    /// <param name="currency">The one currency the shop sells in.</param>
    public static StoreError? Check(CreateProduct command, string currency)
    {
        if (!Texts.Fits(command.Sku, ProductLimits.Sku)) return ProductErrors.InvalidText("sku", ProductLimits.Sku);
        return CheckFields(command.Name, command.Description, command.Category, command.Tags, command.ImageUrl)
            ?? CheckPrice(command.Price, currency);
    }

    /// <summary>Once an id.</summary>
    public static Decision<ProductEvent> Create(ProductState state, Guid id, CreateProduct command)
    {
        if (state.Phase != ProductPhase.None) return ProductErrors.Exists(id);
        return new ProductCreated(
            command.Sku.Trim(), command.Name.Trim(), command.Description, command.Price.Amount, command.Price.Currency,
            command.Category.Trim(), command.Tags, command.ImageUrl);
    }

    /// <summary>What is named is changed.</summary>
    public static Decision<ProductEvent> Change(ProductState state, Guid id, int version, ChangeProduct command, string currency)
    {
        if (CheckOnSale(state, id) is { } gone) return gone;
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        var wrong = CheckFields(
            command.Name ?? state.Name, command.Description ?? state.Description, command.Category ?? state.Category,
            command.Tags ?? state.Tags, command.ImageUrl ?? state.ImageUrl) ?? CheckPrice(command.Price ?? state.Price, currency);
        if (wrong is not null) return wrong;
        var nothing = command is { Name: null, Description: null, Price: null, Category: null, Tags: null, ImageUrl: null };
        return nothing
            ? Decision<ProductEvent>.Nothing
            : new ProductChanged(
                command.Name?.Trim(), command.Description, command.Price?.Amount, command.Category?.Trim(), command.Tags, command.ImageUrl);
    }

    /// <summary>Once.</summary>
    public static Decision<ProductEvent> Remove(ProductState state, Guid id, int version, RemoveProduct command)
    {
        if (CheckOnSale(state, id) is { } gone) return gone;
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        return new ProductRemoved();
    }

    /// <summary>Its sku became somebody else's before it was confirmed.</summary>
    public static Decision<ProductEvent> Reject(ProductState state, CreateProduct command) =>
        state.Phase == ProductPhase.Active && ClaimKeys.Sku(state.Sku) == ClaimKeys.Sku(command.Sku)
            ? new ProductRemoved()
            : Decision<ProductEvent>.Nothing;

    private static StoreError? CheckOnSale(ProductState state, Guid id) => state.Phase switch
    {
        ProductPhase.None => ProductErrors.NotFound(id),
        ProductPhase.Removed => ProductErrors.Removed(id),
        _ => null,
    };

    private static StoreError? CheckFields(
        string name, string description, string category, ImmutableArray<string> tags, string? imageUrl)
    {
        if (!Texts.Fits(name, ProductLimits.Name)) return ProductErrors.InvalidText("name", ProductLimits.Name);
        if (description.Length > ProductLimits.Description)
            return ProductErrors.InvalidText("description", ProductLimits.Description);
        if (!Texts.Fits(category, ProductLimits.Label)) return ProductErrors.InvalidText("category", ProductLimits.Label);
        if (tags.Length > ProductLimits.Tags) return ProductErrors.TooManyTags();
        if (tags.Any(t => !Texts.Fits(t, ProductLimits.Label))) return ProductErrors.InvalidText("tags", ProductLimits.Label);
        if (imageUrl is not null && !Texts.Fits(imageUrl, ProductLimits.ImageUrl))
            return ProductErrors.InvalidText("imageUrl", ProductLimits.ImageUrl);
        return null;
    }

    private static StoreError? CheckPrice(Money price, string currency)
    {
        if (price.Currency != currency) return ProductErrors.WrongCurrency(price.Currency, currency);
        return price.Amount is < 1 or > ProductLimits.Price ? ProductErrors.InvalidPrice(price.Amount) : null;
    }
}
