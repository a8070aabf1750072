using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Products;

namespace OrleansStore.Grains.Tests.Products;

public sealed class ProductDecisionTests
{
    private static readonly CreateProduct Create = Some.Product(Some.Command());
    private static readonly ChangeProduct Change = new(Some.Command(), null);

    private static readonly ProductCreated Created =
        new("LAMP", "Lamp", "Gives light.", 1_999, Some.Currency, "light", ["warm", "led"], null);

    [Fact]
    public void A_product_is_created_with_trimmed_texts()
    {
        var product = Spec.Product()
            .When(s => ProductDecisions.Create(s, Some.Lamp, Create with { Sku = " LAMP", Name = "Lamp ", Category = " light " }))
            .Then(Created);
        product.Phase.ShouldBe(ProductPhase.Active);
        product.Price.ShouldBe(new Money(1_999, Some.Currency));
    }

    [Fact]
    public void A_product_is_created_once_even_when_it_was_removed()
    {
        Spec.Product(Created).When(s => ProductDecisions.Create(s, Some.Lamp, Create)).ThenRefused(ProductErrors.Exists(Some.Lamp));
        Spec.Product(Created, new ProductRemoved()).When(s => ProductDecisions.Create(s, Some.Lamp, Create))
            .ThenRefused(ProductErrors.Exists(Some.Lamp));
    }

    [Fact]
    public void What_a_product_is_made_of_is_checked_before_its_sku_is_claimed()
    {
        Check(Create).ShouldBeNull();
        Check(Create with { Sku = "" }).ShouldBe(ProductErrors.InvalidText("sku", ProductLimits.Sku));
        Check(Create with { Sku = new string('x', ProductLimits.Sku + 1) }).ShouldNotBeNull();
        Check(Create with { Name = " " }).ShouldBe(ProductErrors.InvalidText("name", ProductLimits.Name));
        Check(Create with { Description = new string('x', ProductLimits.Description + 1) })
            .ShouldBe(ProductErrors.InvalidText("description", ProductLimits.Description));
        Check(Create with { Category = "" }).ShouldBe(ProductErrors.InvalidText("category", ProductLimits.Label));
        Check(Create with { Tags = [.. Enumerable.Range(0, ProductLimits.Tags + 1).Select(i => $"t{i}")] }).ShouldBe(ProductErrors.TooManyTags());
        Check(Create with { Tags = ["warm", ""] }).ShouldBe(ProductErrors.InvalidText("tags", ProductLimits.Label));
        Check(Create with { ImageUrl = new string('x', ProductLimits.ImageUrl + 1) })
            .ShouldBe(ProductErrors.InvalidText("imageUrl", ProductLimits.ImageUrl));

        static StoreError? Check(CreateProduct command) => ProductDecisions.Check(command, Some.Currency);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ProductLimits.Price + 1)]
    public void A_price_has_a_range(long price)
    {
        ProductDecisions.Check(Create with { Price = new Money(price, Some.Currency) }, Some.Currency).ShouldBe(ProductErrors.InvalidPrice(price));
        Spec.Product(Created).When(s => Changed(s, Change with { Price = new Money(price, Some.Currency) }))
            .ThenRefused(ProductErrors.InvalidPrice(price));
    }

    [Fact]
    public void A_shop_sells_in_one_currency()
    {
        ProductDecisions.Check(Create with { Price = new Money(1, "USD") }, Some.Currency).ShouldBe(ProductErrors.WrongCurrency("USD", Some.Currency));
        Spec.Product(Created).When(s => Changed(s, Change with { Price = new Money(1, "USD") }))
            .ThenRefused(ProductErrors.WrongCurrency("USD", Some.Currency));
    }

    [Fact]
    public void What_is_named_changes_and_the_rest_stays()
    {
        var product = Spec.Product(Created)
            .When(s => Changed(s, Change with { Price = new Money(999, Some.Currency), Tags = [] }))
            .Then(new ProductChanged(null, null, 999, null, [], null));
        product.Price.ShouldBe(new Money(999, Some.Currency));
        product.Tags.ShouldBeEmpty();
        product.Name.ShouldBe("Lamp");

        Spec.Product(Created)
            .When(s => Changed(s, Change with { Name = " Lantern ", Description = "", Category = " lights", ImageUrl = "/l.png" }))
            .Then(new ProductChanged("Lantern", "", null, "lights", null, "/l.png"));
    }

    [Fact]
    public void A_change_of_nothing_changes_nothing() => Spec.Product(Created).When(s => Changed(s, Change)).ThenNothing();

    [Fact]
    public void Whoever_has_seen_an_old_version_neither_changes_nor_removes()
    {
        Spec.Product(Created).When(s => Changed(s, Change with { ExpectedVersion = 7, Name = "X" })).ThenRefused("versionMismatch");
        Spec.Product(Created).When(s => Removed(s, 7)).ThenRefused("versionMismatch");
    }

    [Fact]
    public void A_product_is_removed_once_and_then_does_not_change()
    {
        Spec.Product(Created).When(s => Removed(s)).Then(new ProductRemoved()).Phase.ShouldBe(ProductPhase.Removed);
        Spec.Product(Created, new ProductRemoved()).When(s => Removed(s)).ThenRefused(ProductErrors.Removed(Some.Lamp));
        Spec.Product(Created, new ProductRemoved()).When(s => Changed(s, Change with { Name = "X" })).ThenRefused(ProductErrors.Removed(Some.Lamp));
    }

    [Fact]
    public void A_product_that_is_not_there_neither_changes_nor_goes()
    {
        Spec.Product().When(s => Changed(s, Change)).ThenRefused(ProductErrors.NotFound(Some.Lamp));
        Spec.Product().When(s => Removed(s)).ThenRefused(ProductErrors.NotFound(Some.Lamp));
    }

    private static Decision<ProductEvent> Changed(ProductState state, ChangeProduct command) =>
        ProductDecisions.Change(state, Some.Lamp, 1, command, Some.Currency);

    private static Decision<ProductEvent> Removed(ProductState state, int? expected = null) =>
        ProductDecisions.Remove(state, Some.Lamp, 1, new RemoveProduct(Some.Command(), expected));
}
