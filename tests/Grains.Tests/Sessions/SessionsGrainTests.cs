using OrleansStore.Contracts.Sessions;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Grains.Tests.Duplicates;

namespace OrleansStore.Grains.Tests.Sessions;

/// <summary>What holds of sessions also when two activations of the grain are asked at once.</summary>
public abstract class SessionsGrainTests(Twins store)
{
    [Fact]
    public async Task Of_many_who_show_one_refresh_token_at_once_to_two_nodes_one_gets_the_next_and_the_session_ends()
    {
        for (var round = 0; round < 5; round++)
        {
            var (customer, session) = (store.NewId(), store.NewId());
            (await Of(store.One, customer).Open(new(store.NewCommand(), session, "Firefox"))).Error.ShouldBeNull();
            var shown = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Twins.AskAsync(() => Of(i % 2 == 0 ? store.One : store.Other, customer).Refresh(new(store.NewCommand(), session, 1)))));
            shown.Count(r => r.Error is null).ShouldBe(1);
            shown.Single(r => r.Error is null).Value!.Number.ShouldBe(2);
            (await Of(store.One, customer).Refresh(new(store.NewCommand(), session, 2))).Error!.Code.ShouldBe("sessionNotFound");
            (await Of(store.Other, customer).List()).Value!.Items.ShouldBeEmpty();
            (await store.One.NamesOfAsync($"session-{customer:N}")).ShouldBe(["session.opened.v1", "session.refreshed.v1", "session.ended.v1"]);
        }
    }

    [Fact]
    public async Task The_same_command_again_is_no_reuse()
    {
        var (customer, session) = (store.NewId(), store.NewId());
        (await Of(store.One, customer).Open(new(store.NewCommand(), session, null))).Error.ShouldBeNull();
        var refresh = new RefreshSession(store.NewCommand(), session, 1);
        (await Of(store.One, customer).Refresh(refresh)).Value!.Number.ShouldBe(2);
        (await Of(store.Other, customer).Refresh(refresh)).Value!.Number.ShouldBe(2);
        (await Of(store.One, customer).Refresh(new(store.NewCommand(), session, 2))).Value!.Number.ShouldBe(3);
    }

    [Fact]
    public async Task What_has_ended_is_kept_for_nodes_that_start_and_that_by_two_at_once()
    {
        var customer = store.NewId();
        var sessions = Enumerable.Range(0, 4).Select(_ => store.NewId()).ToList();
        foreach (var session in sessions) (await Of(store.One, customer).Open(new(store.NewCommand(), session, null))).Error.ShouldBeNull();
        var command = store.NewCommand();
        await store.BothAsync(s => Of(s, customer).RevokeAll(command, SessionEnding.PasswordSet, sessions[2]));
        (await Of(store.Other, customer).List()).Value!.Items.Select(s => s.Id).ShouldBe([sessions[2]]);
        var rows = (await store.One.Rows.ReadRowsAsync(EndedSessions.Table, TestContext.Current.CancellationToken)).Select(r => EndedSessions.Read(r.Key, r.Value.Span)).ToList();
        rows.Select(r => r.Session).Intersect(sessions).ShouldBe(sessions.Where(s => s != sessions[2]), ignoreOrder: true);
        rows.ShouldAllBe(r => r.Until > store.One.Time.GetUtcNow() + SessionLimits.Access - TimeSpan.FromSeconds(1));
    }

    private static ISessionsGrain Of(StoreCluster store, Guid customer) => store.Grains.GetGrain<ISessionsGrain>(customer);
}

public sealed class SessionsInMemoryTests(MemoryTwins store) : SessionsGrainTests(store);

public sealed class SessionsOnSqliteTests(SqliteTwins store) : SessionsGrainTests(store);
