using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Tests.Checkout;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class CartDuplicateTests(Twins store)
{
    [Fact]
    public async Task A_quantity_that_only_looks_as_wanted_is_set()
    {
        var (one, other) = await NewAsync();
        (await SetAsync(one, 5)).Error.ShouldBeNull();

        // The other one still knows of two.
        (await SetAsync(other, 2)).Value.ShouldNotBeNull().Items.ShouldContain(new CartItem(one.Lamp, 2, 1_000));
        (await one.Cart.Get()).Error.ShouldBeNull();
        (await store.CountAsync($"cart-{one.CartId:N}")).ShouldBe(3);
    }

    [Fact]
    public async Task Changes_on_both_are_all_there()
    {
        var (one, other) = await NewAsync();
        await Task.WhenAll(
            SetAsync(one, 7),
            other.Cart.SetItem(new SetCartItem(store.NewCommand(), null, one.Chair, 4)));

        var cart = (await SetAsync(other, 7)).Value.ShouldNotBeNull();
        cart.Items.ShouldBe([new CartItem(one.Lamp, 7, 1_000), new CartItem(one.Chair, 4, 5_000)]);
    }

    [Fact]
    public async Task A_cart_is_not_missing_because_one_has_not_heard_of_it()
    {
        var id = store.NewId();
        ICartGrain Cart(Cluster.StoreCluster s) => s.Grains.GetGrain<ICartGrain>(id);
        (await Cart(store.Other).Get()).Error.ShouldNotBeNull();
        (await Cart(store.One).Create(Some.NewCart(store.NewCommand()))).Error.ShouldBeNull();
        (await Cart(store.Other).Get()).Error.ShouldBeNull();
    }

    [Fact]
    public async Task One_cart_becomes_one_order_whoever_is_asked()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, _) = await NewAsync();
            var (first, second) = (one.Start(Some.Card, fromCart: true), one.Start(Some.Card, fromCart: true) with { Context = store.NewCommand() });
            var order = store.NewId();
            var answers = await Task.WhenAll(
                one.Checkout.Start(first),
                store.Other.Grains.GetGrain<Contracts.Checkout.ICheckoutGrain>(order).Start(second));

            answers.Count(a => a.Error is null).ShouldBe(1);
            answers.Single(a => a.Error is not null).Error!.Code.ShouldBe("cartOrdered");
            var stock = await store.One.EventsOfAsync(StoreStreams.Of(StoreStreams.Stock, one.Lamp));
            stock.Count(e => e.Type == "stock.sold.v1").ShouldBe(1);
            store.One.Ledger.Read().Count(e => e.OrderId == one.OrderId || e.OrderId == order).ShouldBe(2);
        }
    }

    [Fact]
    public async Task An_order_is_never_of_what_the_cart_held_a_moment_ago()
    {
        var (one, other) = await NewAsync();
        (await SetAsync(one, 5)).Error.ShouldBeNull();

        // Refused, and clean: nothing held, nothing paid, the cart open; the next one gets it.
        var refused = await other.Checkout.Start(one.Start(Some.Card, fromCart: true));
        refused.Error.ShouldNotBeNull().Code.ShouldBe("cartChanged");
        (await one.Order.Get()).Value.ShouldNotBeNull().Status.ShouldBe(OrderStatus.Cancelled);
        store.One.Ledger.Read().ShouldNotContain(e => e.OrderId == one.OrderId);
        var again = store.Other.Grains.GetGrain<Contracts.Checkout.ICheckoutGrain>(store.NewId());
        var bought = await again.Start(one.Start(Some.Card, fromCart: true) with { Context = store.NewCommand() });
        bought.Error.ShouldBeNull();
        bought.Value.ShouldNotBeNull().Order.ShouldNotBeNull().Items[0].Quantity.ShouldBe(5);
    }

    private Task<Result<CartView>> SetAsync(Purchase purchase, int lamps) =>
        purchase.Cart.SetItem(new SetCartItem(store.NewCommand(), null, purchase.Lamp, lamps));

    private async Task<(Purchase One, Purchase Other)> NewAsync()
    {
        var one = await Purchase.NewAsync(store.One);
        var other = one.At(store.Other);
        await other.Cart.Get();
        return (one, other);
    }
}

public sealed class CartInMemoryTests(MemoryTwins store) : CartDuplicateTests(store);

public sealed class CartOnSqliteTests(SqliteTwins store) : CartDuplicateTests(store);
