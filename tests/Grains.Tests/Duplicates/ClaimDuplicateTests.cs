using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class ClaimDuplicateTests(Twins store)
{
    private readonly string _name = $"Name-{store.NewId():N}";

    private string Email => $"{_name}@example.org";

    [Fact]
    public async Task A_sku_that_both_give_away_at_once_is_one_products()
    {
        for (var round = 0; round < 10; round++)
        {
            var sku = $"sku-{store.NewId():N}";
            foreach (var silo in new[] { store.One, store.Other }) await Claim(silo, ClaimKeys.Sku(sku)).Get();
            var (one, other) = await store.BothAsync(silo => CreateAsync(silo, store.NewId(), sku));
            new[] { one.Error, other.Error }.Count(e => e is null).ShouldBe(1);
            (one.Error ?? other.Error)!.Code.ShouldBe("skuTaken");
        }
    }

    [Fact]
    public async Task An_address_that_both_give_away_at_once_is_one_accounts()
    {
        for (var round = 0; round < 10; round++)
        {
            var email = $"{store.NewId():N}@example.org";
            foreach (var silo in new[] { store.One, store.Other }) await Claim(silo, Some.Names.Email(email)).Get();
            var (one, other) = await store.BothAsync(silo => silo.Grains.GetGrain<ICustomerGrain>(store.NewId())
                .Register(new RegisterCustomer(store.NewCommand(), email, "Eva", "hash")));
            new[] { one.Error, other.Error }.Count(e => e is null).ShouldBe(1);
            (one.Error ?? other.Error)!.Code.ShouldBe("emailTaken");
        }
    }

    [Fact]
    public async Task A_product_that_one_has_not_heard_of_keeps_its_sku()
    {
        var first = store.NewId();
        await store.Other.Product(first).Get();
        (await CreateAsync(store.One, first, _name)).Error.ShouldBeNull();

        // The claim asks the product that has not heard of itself.
        (await CreateAsync(store.Other, store.NewId(), _name)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");
        (await Claim(store.Other, ClaimKeys.Sku(_name)).Get()).Value.ShouldBe(new ClaimView(first, Confirmed: true));
        (await store.One.Product(first).Get()).Value.ShouldNotBeNull().Active.ShouldBeTrue();
    }

    [Fact]
    public async Task An_account_that_one_has_not_heard_of_keeps_its_address_and_can_sign_in()
    {
        var first = store.NewId();
        ICustomerGrain Customer(StoreCluster silo, Guid id) => silo.Grains.GetGrain<ICustomerGrain>(id);
        RegisterCustomer New() => new(store.NewCommand(), Email, "Eva", "hash");
        await Customer(store.Other, first).Get();
        await Claim(store.Other, Some.Names.Email(Email)).Get();
        (await Customer(store.One, first).Register(New())).Error.ShouldBeNull();

        (await Claim(store.Other, Some.Names.Email(Email)).Get()).Value.ShouldNotBeNull().Owner.ShouldBe(first);
        (await Customer(store.Other, first).GetCredentials()).Error.ShouldBeNull();
        (await Customer(store.Other, store.NewId()).Register(New())).Error.ShouldNotBeNull().Code.ShouldBe("emailTaken");
    }

    [Fact]
    public async Task A_sku_given_back_to_one_can_be_had_from_the_other()
    {
        var first = store.NewId();
        (await CreateAsync(store.One, first, _name)).Error.ShouldBeNull();
        await Claim(store.Other, ClaimKeys.Sku(_name)).Get();
        (await store.One.Product(first).Remove(new RemoveProduct(store.NewCommand(), null))).Error.ShouldBeNull();

        (await CreateAsync(store.Other, store.NewId(), _name)).Error.ShouldBeNull();
    }

    private static Task<Result<ProductView>> CreateAsync(StoreCluster silo, Guid id, string sku) =>
        silo.Product(id).Create(Some.Product(silo.NewCommand(), sku));

    private static IClaimGrain Claim(StoreCluster silo, string key) => silo.Grains.GetGrain<IClaimGrain>(key);
}

public sealed class ClaimInMemoryTests(MemoryTwins store) : ClaimDuplicateTests(store);

public sealed class ClaimOnSqliteTests(SqliteTwins store) : ClaimDuplicateTests(store);
