using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Sessions;

/// <summary>What ends sessions does so however often the store fails in between.</summary>
public sealed class SessionEndingTests(StoreCluster store)
{
    [Fact]
    public async Task A_new_password_ends_the_sessions_save_the_kept_one_also_by_a_repeat_when_they_could_not_be_ended_at_first()
    {
        var (customer, open) = await NewCustomerAsync();
        var set = new SetPassword(store.NewCommand(), "new", null, 1, open[1]);
        await FailsAtSessionsAsync(customer, () => Of(customer).SetPassword(set));
        (await Of(customer).GetCredentials()).Value!.PasswordHash.ShouldBe("new");
        (await OpenAsync(customer)).Length.ShouldBe(2);
        var repeated = await Of(customer).SetPassword(set);
        repeated.Error.ShouldBeNull();
        (await OpenAsync(customer)).ShouldBe([open[1]]);
        repeated.Position.ShouldBe((await store.EventsOfAsync($"session-{customer:N}"))[^1].Position);
    }

    [Fact]
    public async Task Another_role_ends_the_sessions_also_by_a_repeat_and_the_same_role_does_not()
    {
        var (customer, open) = await NewCustomerAsync();
        (await Of(customer).SetRole(new(store.NewCommand(), customer, null, CustomerRole.Customer))).Error.ShouldBeNull();
        (await OpenAsync(customer)).ShouldBe(open, ignoreOrder: true);
        var set = new SetRole(store.NewCommand(), customer, null, CustomerRole.CatalogManager);
        await FailsAtSessionsAsync(customer, () => Of(customer).SetRole(set));
        (await OpenAsync(customer)).Length.ShouldBe(2);
        (await Of(customer).SetRole(set)).Error.ShouldBeNull();
        (await OpenAsync(customer)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FateBeforeWrite.Unavailable, "unreachable")]
    [InlineData(FateBeforeWrite.LoseWrite, "unknown")]
    public async Task A_row_that_cannot_be_written_is_a_failure_that_every_caller_knows(FateBeforeWrite fate, string fault)
    {
        var (customer, open) = await NewCustomerAsync();
        var key = EndedSessions.KeyOf(open[0]);
        using (store.Faults.Before(fate, w => w.Target == $"{EndedSessions.Table}/{key}"))
        {
            (await Should.ThrowAsync<StorageUnavailableException>(() => Sessions(customer).End(store.NewCommand(), open[0], SessionEnding.Revoked))).Fault.ShouldBe(fault);
        }

        (await Sessions(customer).End(store.NewCommand(), open[0], SessionEnding.Revoked)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_that_was_lost_is_written_again_by_whoever_names_the_session_and_none_for_what_did_not_end()
    {
        var (customer, open) = await NewCustomerAsync();
        (await Sessions(customer).End(store.NewCommand(), open[0], SessionEnding.Revoked)).Error.ShouldBeNull();
        await store.Rows.DeleteRowAsync(EndedSessions.Table, EndedSessions.KeyOf(open[0]));
        (await Sessions(customer).Refresh(new(store.NewCommand(), open[0], 1))).Error!.Code.ShouldBe("sessionNotFound");
        (await HasRowAsync(open[0])).ShouldBeTrue();

        await store.Rows.DeleteRowAsync(EndedSessions.Table, EndedSessions.KeyOf(open[0]));
        (await Sessions(customer).End(store.NewCommand(), open[0], SessionEnding.Revoked)).Error!.Code.ShouldBe("sessionNotFound");
        (await HasRowAsync(open[0])).ShouldBeTrue();

        // One who names somebody else's session ends it nowhere.
        var (stranger, _) = await NewCustomerAsync();
        (await Sessions(stranger).End(store.NewCommand(), open[1], SessionEnding.Revoked)).Error!.Code.ShouldBe("sessionNotFound");
        (await HasRowAsync(open[1])).ShouldBeFalse();
    }

    private async Task<(Guid Customer, Guid[] Open)> NewCustomerAsync()
    {
        var customer = store.NewId();
        (await Of(customer).Register(new(store.NewCommand(), $"{customer:N}@example.org", "Ada", "hash"))).Error.ShouldBeNull();
        Guid[] open = [store.NewId(), store.NewId()];
        foreach (var session in open) (await Sessions(customer).Open(new(store.NewCommand(), session, null))).Error.ShouldBeNull();
        return (customer, open);
    }

    private async Task FailsAtSessionsAsync(Guid customer, Func<Task> command)
    {
        using var fault = store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"session-{customer:N}");
        await Should.ThrowAsync<StorageUnavailableException>(command);
        fault.Seen.ShouldBeGreaterThan(0);
    }

    private async Task<Guid[]> OpenAsync(Guid customer) => [.. (await Sessions(customer).List()).Value!.Items.Select(s => s.Id)];

    private async Task<bool> HasRowAsync(Guid session) =>
        await store.Rows.ReadRowAsync(EndedSessions.Table, EndedSessions.KeyOf(session), TestContext.Current.CancellationToken) is not null;

    private ICustomerGrain Of(Guid customer) => store.Grains.GetGrain<ICustomerGrain>(customer);

    private ISessionsGrain Sessions(Guid customer) => store.Grains.GetGrain<ISessionsGrain>(customer);
}
