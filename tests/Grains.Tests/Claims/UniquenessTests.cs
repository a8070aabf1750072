using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Claims;

public sealed class UniquenessTests(StoreCluster store)
{
    private readonly string _name = $"Name-{store.NewId():N}";

    private string Email => $"{_name}@example.org";

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
        var register = new RegisterCustomer(store.NewCommand(), Email, "Eva", "hash");
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
    public async Task A_product_that_died_before_it_confirmed_keeps_its_sku()
    {
        var first = store.NewId();
        await FailToConfirmAsync(ClaimKeys.Sku(_name), () => store.Product(first).Create(Some.Product(store.NewCommand(), _name)));

        (await CreateAsync(_name)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");
        (await store.Product(first).Get()).Value.ShouldNotBeNull().Active.ShouldBeTrue();
        (await store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku(_name)).Get()).Value.ShouldBe(new ClaimView(first, Confirmed: true));
    }

    [Fact]
    public async Task An_account_that_died_before_it_confirmed_keeps_its_address()
    {
        var first = store.NewId();
        await FailToConfirmAsync(Some.Names.Email(Email), () => RegisterAsync(first));

        (await RegisterAsync()).Error.ShouldNotBeNull().Code.ShouldBe("emailTaken");
        (await store.Grains.GetGrain<ICustomerGrain>(first).Get()).Error.ShouldBeNull();
        (await store.Grains.GetGrain<IClaimGrain>(Some.Names.Email(Email)).Get()).Value.ShouldBe(new ClaimView(first, Confirmed: true));
    }

    [Fact]
    public async Task A_sku_that_a_removed_product_could_not_give_back_is_taken_over()
    {
        var first = (await CreateAsync(_name)).Value.ShouldNotBeNull();
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"claim-{ClaimKeys.Sku(_name)}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => store.Product(first.Id).Remove(new RemoveProduct(store.NewCommand(), null)));

        (await CreateAsync(_name)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_product_that_finds_its_sku_with_another_goes_off_sale()
    {
        var late = store.NewId();
        var create = Some.Product(store.NewCommand(), _name);
        await FailToConfirmAsync(ClaimKeys.Sku(_name), () => store.Product(late).Create(create));
        var other = store.NewId();
        await store.AppendAsync(StoreStreams.Of(StoreStreams.Product, other), 0, new ProductCreated(_name, "Lamp", "", 1, Some.Currency, "light", [], null));
        await GiveAsync(ClaimKeys.Sku(_name), other);

        (await store.Product(late).Create(create)).Error.ShouldNotBeNull().Code.ShouldBe("skuTaken");
        (await store.Product(late).Get()).Value.ShouldNotBeNull().Active.ShouldBeFalse();
    }

    [Fact]
    public async Task An_account_that_finds_its_address_with_another_is_closed()
    {
        var late = store.NewId();
        await FailToConfirmAsync(Some.Names.Email(Email), () => RegisterAsync(late));
        var other = store.NewId();
        await store.AppendAsync(StoreStreams.Of("customer", other), 0, new CustomerRegistered(Email, "Eva", "hash", CustomerRole.Customer));
        await GiveAsync(Some.Names.Email(Email), other);

        (await RegisterAsync(late)).Error.ShouldNotBeNull().Code.ShouldBe("emailTaken");
        (await store.Grains.GetGrain<ICustomerGrain>(late).Get()).Error.ShouldNotBeNull().Code.ShouldBe("customerNotFound");
    }

    [Fact]
    public async Task Who_said_that_he_does_not_have_a_name_does_not_take_it_any_more()
    {
        var late = store.Product(store.NewId());
        var key = ClaimKeys.Sku(_name);
        Task<bool>? asked = null;
        Result<ProductView> created;
        using (store.Faults.Count(w => w.Target == $"claim-{key}" && (asked ??= late.HasName(key)) is not null))
            created = await late.Create(Some.Product(store.NewCommand(), _name));

        // The question comes while the claim is being written, so it may be answered before or after the product is.
        (created.Error is null).ShouldBe(await asked.ShouldNotBeNull());
        (await late.HasName(key)).ShouldBe(created.Error is null);
    }

    /// <summary>The claim and the owner are written, the confirmation is not, and nobody comes back in time.</summary>
    private async Task FailToConfirmAsync<T>(string key, Func<Task<T>> create)
    {
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"claim-{key}", first: 2))
            await Should.ThrowAsync<StorageUnavailableException>(create);
        store.Time.Advance(ClaimLimits.Unconfirmed + TimeSpan.FromSeconds(1));
    }

    /// <summary>The name is another's by now.</summary>
    private async Task GiveAsync(string key, Guid owner)
    {
        var claim = store.Grains.GetGrain<IClaimGrain>(key);
        (await store.AppendAsync($"claim-{key}", 1, new ClaimTaken(owner))).ShouldBeTrue();
        (await store.AppendAsync($"claim-{key}", 2, new ClaimConfirmed(owner))).ShouldBeTrue();
        await store.DeactivateAsync(claim);
    }

    private Task<Result<ProductView>> CreateAsync(string sku) => store.Product(store.NewId()).Create(Some.Product(store.NewCommand(), sku));

    private Task<Result<CustomerView>> RegisterAsync(Guid? id = null) => store.Grains.GetGrain<ICustomerGrain>(id ?? store.NewId())
        .Register(new RegisterCustomer(store.NewCommand(), Email, "Eva", "hash"));
}
