using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Claims;

public sealed class UniquenessTests(StoreCluster store)
{
    private readonly string _name = $"Name-{store.NewId():N}";

    [Fact]
    public async Task Of_two_products_with_one_sku_at_once_one_is_created()
    {
        var answers = await Task.WhenAll(CreateAsync(_name), CreateAsync(_name.ToUpperInvariant()));
        answers.Count(a => a.Error is null).ShouldBe(1);
        answers.Single(a => a.Error is not null).Error!.Code.ShouldBe("skuTaken");
        (await CreateAsync(_name)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");
    }

    [Fact]
    public async Task Of_two_accounts_with_one_address_at_once_one_is_opened()
    {
        var answers = await Task.WhenAll(RegisterAsync(), RegisterAsync());
        answers.Count(a => a.Error is null).ShouldBe(1);
        answers.Single(a => a.Error is not null).Error!.Code.ShouldBe("emailTaken");
        (await RegisterAsync()).Error.ShouldNotBeNull().Code.ShouldBe("emailTaken");
    }

    [Fact]
    public async Task The_same_registration_again_is_one_account()
    {
        var grain = store.Grains.GetGrain<ICustomerGrain>(store.NewId());
        var register = new RegisterCustomer(store.NewCommand(), $"{_name}@example.org", "Eva", "hash");
        var first = await grain.Register(register);
        first.Error.ShouldBeNull();
        Dump.Of((await grain.Register(register)).Value!).ShouldBe(Dump.Of(first.Value!));
    }

    [Fact]
    public async Task A_removed_product_gives_its_sku_back()
    {
        var first = (await CreateAsync(_name)).Value.ShouldNotBeNull();
        (await store.Product(first.Id).Remove(new RemoveProduct(store.NewCommand(), null))).Error.ShouldBeNull();
        (await CreateAsync(_name)).Error.ShouldBeNull();
        (await store.Product(first.Id).Get()).Value.ShouldNotBeNull().Active.ShouldBeFalse();
    }

    [Fact]
    public async Task A_claim_whose_owner_never_came_into_being_is_taken_over()
    {
        var claim = store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku(_name));
        (await claim.Claim(store.NewCommand(), store.NewId())).Error.ShouldBeNull();
        (await CreateAsync(_name)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");

        store.Time.Advance(ClaimLimits.Unconfirmed + TimeSpan.FromSeconds(1));
        var product = (await CreateAsync(_name)).Value.ShouldNotBeNull();
        (await claim.Get()).Value.ShouldBe(new ClaimView(product.Id, Confirmed: true));
    }

    [Fact]
    public async Task An_owner_whose_claim_was_taken_over_does_not_come_into_being()
    {
        var claim = store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku(_name));
        var other = store.NewId();
        var late = store.NewId();
        var create = Some.Product(store.NewCommand(), _name);

        // The late one claims and writes its product; before it confirms, the name is somebody else's.
        (await claim.Claim(create.Context, late)).Error.ShouldBeNull();
        store.Time.Advance(ClaimLimits.Unconfirmed + TimeSpan.FromSeconds(1));
        (await claim.Claim(store.NewCommand(), other)).Error.ShouldBeNull();
        (await claim.Confirm(store.NewCommand(), other)).Error.ShouldBeNull();

        (await store.Product(late).Create(create)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");
        (await store.Product(late).Get()).Error.ShouldNotBeNull().Code.ShouldBe("productNotFound");
    }

    private Task<Result<ProductView>> CreateAsync(string sku) => store.Product(store.NewId()).Create(Some.Product(store.NewCommand(), sku));

    private Task<Result<CustomerView>> RegisterAsync() => store.Grains.GetGrain<ICustomerGrain>(store.NewId())
        .Register(new RegisterCustomer(store.NewCommand(), $"{_name}@example.org", "Eva", "hash"));
}
