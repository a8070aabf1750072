using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Sweeping;
using OrleansStore.Grains.Customers;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Grains.Tests.Customers;

public sealed class ErasureTests(StoreCluster store) : IClassFixture<StoreCluster>
{
    private static readonly CustomerRegistered Registered = new("eva@example.org", "Eva", "hash", CustomerRole.Customer);
    private static readonly CustomerErasureAsked Asked = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_account_is_erased_once_and_for_good()
    {
        Spec.Customer(Registered).When(s => CustomerDecisions.Erase(s, Some.Customer)).Then(Asked).Exists.ShouldBeFalse();
        Spec.Customer(Registered, Asked).When(s => CustomerDecisions.Erase(s, Some.Customer)).ThenNothing();
        Spec.Customer().When(s => CustomerDecisions.Erase(s, Some.Customer)).ThenRefused(CustomerErrors.NotFound(Some.Customer));
        var erased = Spec.Customer(Registered, Asked).When(s => CustomerDecisions.RecordErased(s, Some.Now)).Then(new CustomerErased(Some.Now));
        erased.Email.ShouldBeEmpty();
        erased.Erasure.At.ShouldBe(Some.Now);
        CustomerDecisions.RecordErased(erased, Some.Now).Events.ShouldBeEmpty();
        Spec.Customer(Registered).When(s => CustomerDecisions.RecordErased(s, Some.Now)).ThenNothing();
        foreach (var after in new CustomerEvent[][] { [Registered, Asked], [Registered, Asked, new CustomerErased(Some.Now)] })
            Spec.Customer(after).When(s => CustomerDecisions.Register(s, Some.Customer, new(Some.Command(), "eva@example.org", "Eva", "hash")))
                .ThenRefused(CustomerErrors.Exists(Some.Customer));
    }

    [Fact]
    public async Task It_ends_the_sessions_gives_the_address_back_destroys_the_keys_and_gives_one_receipt()
    {
        var (id, email) = await RegisterAsync();
        await Sessions(id).Open(new OpenSession(store.NewCommand(), store.NewId(), "browser"));
        await store.Keys.GetOrMakeAsync(id);

        var command = store.NewCommand();
        var receipt = (await Customer(id).Erase(command)).Value.ShouldNotBeNull();
        receipt.Subject.ShouldBe(id);
        receipt.Id.ShouldBe(command.CommandId);
        (await Customer(id).Erase(store.NewCommand())).Value.ShouldBe(receipt);
        (await store.Keys.ReadAsync(id)).DestroyedAt.ShouldBe(receipt.ErasedAt);
        (await Customer(id).Get()).Error.ShouldBe(CustomerErrors.Erased(id));
        (await Sessions(id).List()).Value!.Items.ShouldBeEmpty();
        (await store.Grains.GetGrain<IClaimGrain>(Some.Names.Email(email)).Get()).Value!.Owner.ShouldBeNull();
        // Somebody may come back as somebody new.
        var again = store.NewId();
        (await Customer(again).Register(new RegisterCustomer(store.NewCommand(), email, "Eva", "hash"))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_was_begun_and_could_not_go_on_is_gone_on_with_by_the_sweeper()
    {
        var (id, _) = await RegisterAsync();
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"{SubjectKeys.Table}/{id:N}!"))
            await Should.ThrowAsync<StorageUnavailableException>(() => Customer(id).Erase(store.NewCommand()));
        (await Customer(id).Get()).Error.ShouldBe(CustomerErrors.Erased(id));
        (await store.Keys.ReadAsync(id)).DestroyedAt.ShouldBeNull();

        store.Time.Advance(TimeSpan.FromMinutes(10));
        await store.Grains.GetGrain<ISweeperGrain>(0).Sweep();
        (await store.Keys.ReadAsync(id)).DestroyedAt.ShouldNotBeNull();
        (await store.Journal.ReadStreamAsync($"customer-{id:N}", 0, 10, Cancellation))[^1].Type.ShouldBe("customer.erased.v1");
    }

    private async Task<(Guid Id, string Email)> RegisterAsync()
    {
        var id = store.NewId();
        var email = $"{id:N}@example.org";
        (await Customer(id).Register(new RegisterCustomer(store.NewCommand(), email, "Eva", "hash"))).Error.ShouldBeNull();
        return (id, email);
    }

    private ICustomerGrain Customer(Guid id) => store.Grains.GetGrain<ICustomerGrain>(id);

    private ISessionsGrain Sessions(Guid id) => store.Grains.GetGrain<ISessionsGrain>(id);
}
