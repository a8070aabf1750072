using OrleansStore.Contracts.Carts;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Tests.Carts;

public sealed class CartDecisionTests
{
    private const long Price = 1_999;

    private static readonly CartItem TwoLamps = new(Some.Lamp, 2, Price);
    private static readonly CartCreated Created = new(Some.Customer, [TwoLamps]);
    private static readonly CloseCart ForOrder = new(Some.Command(), Some.Order, [TwoLamps]);
    private static readonly ReopenCart FromOrder = new(Some.Command(), Some.Order);

    [Fact]
    public void A_cart_is_started_with_items() =>
        Spec.Cart().When(s => Create(s, TwoLamps)).Then(Created).Items.ShouldBe([TwoLamps]);

    [Fact]
    public void A_cart_is_started_once() =>
        Spec.Cart(Created).When(s => Create(s, TwoLamps)).ThenRefused(CartErrors.Exists(Some.Cart));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(CartLimits.Quantity + 1)]
    public void A_quantity_has_a_range(int quantity) =>
        Spec.Cart().When(s => Create(s, new CartItem(Some.Lamp, quantity))).ThenRefused(CartErrors.InvalidQuantity(quantity));

    [Fact]
    public void A_product_stands_in_it_once() =>
        Spec.Cart().When(s => Create(s, TwoLamps, new CartItem(Some.Chair, 1), TwoLamps)).ThenRefused(CartErrors.Twice(Some.Lamp));

    [Fact]
    public void A_cart_has_a_limit_of_lines()
    {
        var full = Lines(CartLimits.Lines);
        Spec.Cart().When(s => Create(s, Lines(CartLimits.Lines + 1))).ThenRefused(CartErrors.TooManyLines());
        Spec.Cart(new CartCreated(null, [.. full])).When(s => SetItem(s, Some.Lamp, 1)).ThenRefused(CartErrors.TooManyLines());
        Spec.Cart(new CartCreated(null, [.. full])).When(s => SetItem(s, full[0].ProductId, 7)).Then(new CartItemSet(full[0].ProductId, 7, Price));
    }

    [Fact]
    public void An_item_is_added_changed_and_taken_out()
    {
        Spec.Cart(Created).When(s => SetItem(s, Some.Chair, 1)).Then(new CartItemSet(Some.Chair, 1, Price))
            .Items.ShouldBe([TwoLamps, new CartItem(Some.Chair, 1, Price)]);
        Spec.Cart(Created).When(s => SetItem(s, Some.Lamp, 5)).Then(new CartItemSet(Some.Lamp, 5, Price))
            .Items.ShouldBe([new CartItem(Some.Lamp, 5, Price)]);
        Spec.Cart(Created).When(s => SetItem(s, Some.Lamp, 0)).Then(new CartItemSet(Some.Lamp, 0)).Items.ShouldBeEmpty();
    }

    [Fact]
    public void A_line_keeps_the_price_its_owner_has_seen_and_a_new_one_has_todays()
    {
        var seen = new CartCreated(Some.Customer, [new CartItem(Some.Lamp, 2, 1_500)]);
        Spec.Cart(seen).When(s => SetItem(s, Some.Lamp, 5)).Then(new CartItemSet(Some.Lamp, 5, 1_500));
        Spec.Cart(seen, new CartItemSet(Some.Lamp, 0)).When(s => SetItem(s, Some.Lamp, 5)).Then(new CartItemSet(Some.Lamp, 5, Price));
        Spec.Cart(new CartCreated(null, [new CartItem(Some.Lamp, 2)])).When(s => SetItem(s, Some.Lamp, 5)).Then(new CartItemSet(Some.Lamp, 5, Price));
    }

    [Fact]
    public void An_order_is_of_the_pieces_whatever_they_cost() =>
        Spec.Cart(Created).When(s => CartDecisions.Close(s, Some.Cart, ForOrder with { Items = [new CartItem(Some.Lamp, 2)] })).Then(new CartClosed(Some.Order));

    [Fact]
    public void The_quantity_it_has_already_changes_nothing()
    {
        Spec.Cart(Created).When(s => SetItem(s, Some.Lamp, 2)).ThenNothing();
        Spec.Cart(Created).When(s => SetItem(s, Some.Chair, 0)).ThenNothing();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(CartLimits.Quantity + 1)]
    public void A_changed_quantity_has_a_range_too(int quantity) =>
        Spec.Cart(Created).When(s => SetItem(s, Some.Lamp, quantity)).ThenRefused(CartErrors.InvalidQuantity(quantity));

    [Fact]
    public void Whoever_has_seen_an_old_version_changes_nothing() =>
        Spec.Cart(Created).When(s => CartDecisions.SetItem(s, Some.Cart, 2, new SetCartItem(Some.Command(), 1, Some.Lamp, 5), Price))
            .ThenRefused("versionMismatch");

    [Fact]
    public void A_cart_that_is_not_there_cannot_be_changed_closed_or_reopened()
    {
        Spec.Cart().When(s => SetItem(s, Some.Lamp, 1)).ThenRefused(CartErrors.NotFound(Some.Cart));
        Spec.Cart().When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).ThenRefused(CartErrors.NotFound(Some.Cart));
        Spec.Cart().When(s => CartDecisions.Reopen(s, Some.Cart, FromOrder)).ThenRefused(CartErrors.NotFound(Some.Cart));
    }

    [Fact]
    public void A_cart_becomes_one_order()
    {
        Spec.Cart(Created).When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).Then(new CartClosed(Some.Order)).OrderId.ShouldBe(Some.Order);
        Spec.Cart(Created, new CartClosed(Some.Order)).When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).ThenNothing();
        Spec.Cart(Created, new CartItemSet(Some.Lamp, 3, Price)).When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).ThenRefused(CartErrors.Changed());
        Spec.Cart(Created, new CartClosed(Some.Order))
            .When(s => CartDecisions.Close(s, Some.Cart, ForOrder with { OrderId = Some.Id(77) }))
            .ThenRefused(CartErrors.Ordered(Some.Order));
    }

    [Fact]
    public void An_ordered_cart_does_not_change() =>
        Spec.Cart(Created, new CartClosed(Some.Order)).When(s => SetItem(s, Some.Lamp, 5)).ThenRefused(CartErrors.Ordered(Some.Order));

    [Fact]
    public void Only_the_order_that_closed_a_cart_reopens_it()
    {
        Spec.Cart(Created, new CartClosed(Some.Order)).When(s => CartDecisions.Reopen(s, Some.Cart, FromOrder))
            .Then(new CartReopened(Some.Order)).OrderId.ShouldBeNull();
        Spec.Cart(Created, new CartClosed(Some.Order))
            .When(s => CartDecisions.Reopen(s, Some.Cart, FromOrder with { OrderId = Some.Id(77) }))
            .Then(new CartOrderRefused(Some.Id(77))).OrderId.ShouldBe(Some.Order);
    }

    [Fact]
    public void What_an_order_said_before_it_was_refused_closes_nothing_when_it_comes_late()
    {
        var other = ForOrder with { OrderId = Some.Id(77) };
        Spec.Cart(Created, new CartClosed(Some.Order), new CartReopened(Some.Order))
            .When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).ThenRefused(CartErrors.OrderOver(Some.Order));
        Spec.Cart(Created, new CartClosed(Some.Order), new CartOrderRefused(other.OrderId), new CartReopened(Some.Order))
            .When(s => CartDecisions.Close(s, Some.Cart, other)).ThenRefused(CartErrors.OrderOver(other.OrderId));
        Spec.Cart(Created, new CartOrderRefused(other.OrderId)).When(s => CartDecisions.Close(s, Some.Cart, ForOrder))
            .Then(new CartClosed(Some.Order));
    }

    [Fact]
    public void That_an_order_is_over_is_noted_once_and_only_the_newest_are_kept()
    {
        Spec.Cart(Created, new CartClosed(Some.Order), new CartReopened(Some.Order))
            .When(s => CartDecisions.Reopen(s, Some.Cart, FromOrder)).ThenNothing();
        Spec.Cart(Created, new CartOrderRefused(Some.Order)).When(s => CartDecisions.Reopen(s, Some.Cart, FromOrder)).ThenNothing();

        CartEvent[] refused = [Created, .. Enumerable.Range(1, 20).Select(i => new CartOrderRefused(Some.Id(700 + i)))];
        Spec.Cart(refused).When(s => CartDecisions.Close(s, Some.Cart, ForOrder)).Then(new CartClosed(Some.Order))
            .OrdersOver.ShouldBe(Enumerable.Range(13, 8).Select(i => Some.Id(700 + i)));
    }

    private static CartItem[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => new CartItem(Some.Id(500 + i), 1))];

    private static Decision<CartEvent> Create(CartState state, params CartItem[] items) =>
        CartDecisions.Create(state, Some.Cart, Some.NewCart(Some.Command(), items));

    private static Decision<CartEvent> SetItem(CartState state, Guid product, int quantity) =>
        CartDecisions.SetItem(state, Some.Cart, 1, new SetCartItem(Some.Command(), null, product, quantity), quantity == 0 ? null : Price);
}
