using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Staff;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Staff;

public sealed class StaffTests(StoreCluster store) : IClassFixture<StoreCluster>
{
    private static readonly Guid Ada = Some.Id(61);
    private static readonly Guid Bob = Some.Id(62);

    [Fact]
    public void Administrators_come_once_and_go_while_another_one_is_left()
    {
        Spec.Staff().When(s => StaffDecisions.Enter(s, Ada)).Then(new StaffEntered(Ada)).Administrators.ShouldBe([Ada]);
        Spec.Staff(new StaffEntered(Ada)).When(s => StaffDecisions.Enter(s, Ada)).ThenNothing();
        Spec.Staff(new StaffEntered(Ada), new StaffEntered(Bob)).When(s => StaffDecisions.Leave(s, Ada, isAdmin: true)).Then(new StaffLeft(Ada)).Administrators.ShouldBe([Bob]);
    }

    [Fact]
    public void The_last_one_stays_whoever_thinks_so()
    {
        Spec.Staff(new StaffEntered(Ada)).When(s => StaffDecisions.Leave(s, Ada, isAdmin: true)).ThenRefused(StaffErrors.LastAdministrator());
        Spec.Staff(new StaffEntered(Ada)).When(s => StaffDecisions.Leave(s, Ada, isAdmin: false)).ThenRefused(StaffErrors.LastAdministrator());
        // An administrator whose coming is not written down yet.
        Spec.Staff().When(s => StaffDecisions.Leave(s, Ada, isAdmin: true)).ThenRefused(StaffErrors.LastAdministrator());
        Spec.Staff(new StaffEntered(Bob)).When(s => StaffDecisions.Leave(s, Ada, isAdmin: true)).ThenNothing();
        Spec.Staff(new StaffEntered(Ada)).When(s => StaffDecisions.Leave(s, Bob, isAdmin: false)).ThenNothing();
    }

    [Fact]
    public void There_is_an_end_to_how_many_come()
    {
        StaffEvent[] all = [.. Enumerable.Range(0, StaffErrors.Administrators).Select(n => new StaffEntered(Some.Id(10_000 + n)))];
        Spec.Staff(all).When(s => StaffDecisions.Enter(s, Ada)).ThenRefused(StaffErrors.TooMany());
    }

    [Fact]
    public async Task Two_administrators_who_dismiss_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 10; round++)
        {
            var staff = store.Grains.GetGrain<IStaffGrain>($"round{round}");
            var people = new[] { await RegisterAsync(), await RegisterAsync() };
            foreach (var person in people) (await staff.SetRole(new(store.NewCommand(), person, null, CustomerRole.Admin))).Value!.Role.ShouldBe(CustomerRole.Admin);

            var answers = await Task.WhenAll(people.Select(p => staff.SetRole(new(store.NewCommand(), p, null, CustomerRole.Customer))));
            answers.Select(a => a.Error?.Code).ShouldBe([null, "lastAdministrator"], ignoreOrder: true);
            var roles = await Task.WhenAll(people.Select(async p => (await Customer(p).Get()).Value!.Role));
            roles.ShouldBe([CustomerRole.Customer, CustomerRole.Admin], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_role_is_set_on_the_version_that_was_seen()
    {
        var staff = store.Grains.GetGrain<IStaffGrain>(IStaffGrain.Key);
        var id = await RegisterAsync();
        (await staff.SetRole(new(store.NewCommand(), id, 7, CustomerRole.CatalogManager))).Error.ShouldNotBeNull().Code.ShouldBe("versionMismatch");
        (await staff.SetRole(new(store.NewCommand(), id, 1, CustomerRole.CatalogManager))).Value.ShouldNotBeNull().Version.ShouldBe(2);
        (await staff.SetRole(new(store.NewCommand(), store.NewId(), null, CustomerRole.Admin))).Error.ShouldNotBeNull().Code.ShouldBe("customerNotFound");
    }

    [Fact]
    public async Task Who_left_and_stays_an_administrator_after_all_counts_as_one_again()
    {
        var staff = store.Grains.GetGrain<IStaffGrain>("after-all");
        var (ada, bob) = (await RegisterAsync(), await RegisterAsync());
        foreach (var person in new[] { ada, bob }) (await staff.SetRole(new(store.NewCommand(), person, null, CustomerRole.Admin))).Error.ShouldBeNull();

        // A change that the account's activation has not seen: it is found out when the role is stored.
        (await store.AppendAsync($"customer-{ada:N}", 2, new CustomerRoleSet(CustomerRole.Admin))).ShouldBeTrue();
        var command = store.NewCommand();
        (await staff.SetRole(new(command, ada, 2, CustomerRole.Customer))).Error.ShouldNotBeNull().Code.ShouldBe("versionMismatch");
        (await store.NamesOfAsync("staff-after-all")).ShouldBe(["staff.entered.v1", "staff.entered.v1", "staff.left.v1", "staff.entered.v1"]);
        (await staff.SetRole(new(store.NewCommand(), bob, null, CustomerRole.Customer))).Error.ShouldBeNull();
        (await staff.SetRole(new(store.NewCommand(), ada, null, CustomerRole.Customer))).Error.ShouldNotBeNull().Code.ShouldBe("lastAdministrator");
    }

    private async Task<Guid> RegisterAsync()
    {
        var id = store.NewId();
        (await Customer(id).Register(new RegisterCustomer(store.NewCommand(), $"{id:N}@example.org", "Eva", "hash"))).Error.ShouldBeNull();
        return id;
    }

    private ICustomerGrain Customer(Guid id) => store.Grains.GetGrain<ICustomerGrain>(id);
}
