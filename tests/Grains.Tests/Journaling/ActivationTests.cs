using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>Act, deactivate, ask again.</summary>
public sealed class ActivationTests(StoreCluster store)
{
    [Fact]
    public async Task A_customer_is_the_same_after_its_activation_went()
    {
        var grain = store.Grains.GetGrain<ICustomerGrain>(store.NewId());
        await grain.Register(new RegisterCustomer(store.NewCommand(), $"{store.NewId():N}@example.org", "Eva", "hash"));
        var changed = await grain.Change(new ChangeCustomer(store.NewCommand(), 1, Phone: "07531 1", Addresses: [Some.Address]));
        changed.Value.ShouldNotBeNull().Version.ShouldBe(2);
        await ShouldStayAsync(grain, grain.Get, changed);
        (await grain.GetCredentials()).Value.ShouldNotBeNull().PasswordHash.ShouldBe("hash");
    }

    [Fact]
    public async Task A_product_is_the_same_after_its_activation_went()
    {
        var grain = store.Product(await store.NewProductAsync(0));
        var changed = await grain.Change(new ChangeProduct(store.NewCommand(), 1, Price: new Money(77, Some.Currency), Tags: ["new"]));
        changed.Value.ShouldNotBeNull().Price.Amount.ShouldBe(77);
        await ShouldStayAsync(grain, grain.Get, changed);
    }

    [Fact]
    public async Task A_stock_is_the_same_after_its_activation_went()
    {
        var grain = store.Stock(store.NewId());
        await grain.Receive(new ReceiveStock(store.NewCommand(), 10));
        await grain.Hold(new HoldStock(store.NewCommand(), Some.Order, 4));
        await grain.Sell(new SettleStock(store.NewCommand(), Some.Order));
        var adjusted = await grain.Adjust(new AdjustStock(store.NewCommand(), -1, "broken"));
        adjusted.Value.ShouldNotBeNull().Available.ShouldBe(5);
        await ShouldStayAsync(grain, grain.Get, adjusted);
    }

    [Fact]
    public async Task A_cart_is_the_same_after_its_activation_went()
    {
        var product = await store.NewProductAsync(0);
        var grain = store.Grains.GetGrain<ICartGrain>(store.NewId());
        await grain.Create(Some.NewCart(store.NewCommand(), new CartItem(product, 1)));
        var set = await grain.SetItem(new SetCartItem(store.NewCommand(), 1, product, 3));
        set.Value.ShouldNotBeNull().Items.ShouldBe([new CartItem(product, 3, 1_000)]);
        await ShouldStayAsync(grain, grain.Get, set);
    }

    [Fact]
    public async Task A_claim_is_the_same_after_its_activation_went()
    {
        var owner = store.NewId();
        var grain = store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku($"sku-{owner:N}"));
        await grain.Claim(store.NewCommand(), owner);
        var confirmed = await grain.Confirm(store.NewCommand(), owner);
        confirmed.Value.ShouldBe(new ClaimView(owner, Confirmed: true));
        await ShouldStayAsync(grain, grain.Get, confirmed);
    }

    [Fact]
    public async Task What_is_not_there_is_not_there()
    {
        (await store.Grains.GetGrain<ICustomerGrain>(store.NewId()).Get()).Error.ShouldNotBeNull().Code.ShouldBe("customerNotFound");
        (await store.Product(store.NewId()).Get()).Error.ShouldNotBeNull().Code.ShouldBe("productNotFound");
        (await store.Grains.GetGrain<ICartGrain>(store.NewId()).Get()).Error.ShouldNotBeNull().Code.ShouldBe("cartNotFound");
        (await store.StockOfAsync(store.NewId())).Available.ShouldBe(0);
    }

    [Fact]
    public async Task A_cart_takes_only_what_is_on_sale()
    {
        var removed = await store.NewProductAsync(0);
        await store.Product(removed).Remove(new RemoveProduct(store.NewCommand(), null));
        var cart = store.Grains.GetGrain<ICartGrain>(store.NewId());
        (await cart.Create(Some.NewCart(store.NewCommand(), new CartItem(removed, 1)))).Error.ShouldNotBeNull().Code.ShouldBe("productRemoved");
        (await cart.Create(Some.NewCart(store.NewCommand(), new CartItem(store.NewId(), 1)))).Error.ShouldNotBeNull().Code.ShouldBe("productNotFound");
        (await cart.Create(Some.NewCart(store.NewCommand()))).Error.ShouldBeNull();
        (await cart.SetItem(new SetCartItem(store.NewCommand(), null, removed, 1))).Error.ShouldNotBeNull().Code.ShouldBe("productRemoved");
        (await cart.SetItem(new SetCartItem(store.NewCommand(), null, removed, 0))).Error.ShouldBeNull();
    }

    private async Task ShouldStayAsync<TView>(IAddressable grain, Func<Task<Result<TView>>> ask, Result<TView> expected)
        where TView : class
    {
        await store.DeactivateAsync(grain);
        Dump.Of(await ask()).ShouldBe(Dump.Of(expected));
    }
}
