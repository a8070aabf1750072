using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Outbound;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Outbound;

public sealed class OutboundGrainTests(StoreCluster store)
{
    private readonly string _name = $"scripted-{store.NewId():N}";

    private IOutboundGrain Outbound => store.Grains.GetGrain<IOutboundGrain>(_name);

    [Fact]
    public async Task It_is_told_what_happens_from_its_beginning_on_in_order_and_once()
    {
        var stream = NewStream();
        await HappensAsync(stream, 0);
        var receiver = await BeginAsync();
        for (var i = 1; i < 20; i++) await HappensAsync(stream, i);
        await GotAsync(receiver, 19);
        receiver.Got.Select(m => m.Position).ShouldBeInOrder();
        receiver.Got.Select(m => m.Id).ShouldBeUnique();
        receiver.Attempts.Count.ShouldBe(19);
    }

    [Fact]
    public async Task Down_for_a_while_it_gets_everything_later_in_order_per_lane()
    {
        var (one, other) = (NewStream(), NewStream());
        var receiver = await BeginAsync();
        receiver.Answer = _ => new DeliveryOutcome("down");
        for (var i = 0; i < 10; i++)
        {
            await HappensAsync(one, i);
            await HappensAsync(other, i);
        }

        await UntilAsync(() =>
        {
            store.Time.Advance(TimeSpan.FromSeconds(1));
            return receiver.Attempts.Count >= 8;
        });
        (await Outbound.Get()).NextTry.ShouldNotBeNull();
        receiver.Answer = _ => DeliveryOutcome.Delivered;
        await UntilAsync(() =>
        {
            store.Time.Advance(TimeSpan.FromMinutes(1));
            return receiver.Got.Count == 20;
        });
        foreach (var lane in receiver.Got.GroupBy(m => m.Lane)) lane.Select(m => m.Position).ShouldBeInOrder();
        receiver.Got.Select(m => m.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task One_lane_that_fails_holds_up_no_other()
    {
        var (bad, good) = (NewStream(), NewStream());
        var receiver = await BeginAsync();
        receiver.Answer = m => m.Lane == bad ? new DeliveryOutcome("not this one") : DeliveryOutcome.Delivered;
        await HappensAsync(bad, 0);
        for (var i = 0; i < 10; i++) await HappensAsync(good, i);
        await GotAsync(receiver, 10);
        receiver.Got.ShouldAllBe(m => m.Lane == good);
        (await Outbound.Get()).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task After_its_silo_is_gone_it_goes_on_where_it_was_also_with_what_waited()
    {
        var (bad, good) = (NewStream(), NewStream());
        var receiver = await BeginAsync();
        receiver.Answer = m => m.Lane == bad ? new DeliveryOutcome("not now") : DeliveryOutcome.Delivered;
        await HappensAsync(bad, 0);
        await HappensAsync(good, 0);
        await GotAsync(receiver, 1);
        await UntilAsync(async () => (await Outbound.Get()) is { Waiting: 1, Deliveries.Length: > 1 });
        await store.DeactivateAsync(Outbound);

        await HappensAsync(good, 1);
        await Outbound.Wake();
        await GotAsync(receiver, 2);
        receiver.Answer = _ => DeliveryOutcome.Delivered;
        store.Time.Advance(TimeSpan.FromHours(2));
        await GotAsync(receiver, 3);
        receiver.Got.Select(m => m.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task What_was_not_written_down_is_told_again_under_the_same_id()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        await store.Rows.UpsertRowAsync(OutboundState.Table, _name, await RowAsync());
        var before = await RowAsync();
        await HappensAsync(stream, 0);
        await GotAsync(receiver, 1);
        await UntilAsync(async () => (await Outbound.Get()).Deliveries.Length == 1);
        await store.DeactivateAsync(Outbound);
        await store.Rows.UpsertRowAsync(OutboundState.Table, _name, before);
        await Outbound.Wake();
        await GotAsync(receiver, 2);
        receiver.Got[1].Id.ShouldBe(receiver.Got[0].Id);
    }

    [Fact]
    public async Task What_cannot_be_made_out_is_a_dead_letter_and_the_next_goes_out()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        await store.AppendAsync(stream, 0, new StockAdjusted(1, "who knows"));
        await HappensAsync(stream, 1);
        await GotAsync(receiver, 1);
        (await Outbound.Get()).DeadLetters.ShouldHaveSingleItem().Type.ShouldBe("stock.adjusted.v1");
    }

    [Fact]
    public async Task An_exception_of_a_receiver_is_a_failure_that_passes()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        receiver.Answer = _ => throw new InvalidOperationException("secret");
        await HappensAsync(stream, 0);
        await UntilAsync(async () => (await Outbound.Get()) is { Deliveries.Length: 1 });
        (await Outbound.Get()).Deliveries[0].Error.ShouldBe("InvalidOperationException");
        receiver.Answer = _ => DeliveryOutcome.Delivered;
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await GotAsync(receiver, 1);
    }

    [Fact]
    public async Task A_replay_tells_everything_again_from_a_position_under_the_same_ids()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        for (var i = 0; i < 3; i++) await HappensAsync(stream, i);
        await GotAsync(receiver, 3);
        (await Outbound.Replay(receiver.Got[1].Position)).Error.ShouldBeNull();
        await GotAsync(receiver, 5);
        receiver.Got.Skip(3).Select(m => m.Id).ShouldBe(receiver.Got.Skip(1).Take(2).Select(m => m.Id));
        (await Outbound.Replay(0)).Error.ShouldNotBeNull().Code.ShouldBe("noSuchPosition");
        (await Outbound.Replay(store.Journal.Head + 1_000)).Error.ShouldNotBeNull().Code.ShouldBe("noSuchPosition");
    }

    [Fact]
    public async Task A_receiver_that_is_paused_hears_later_of_what_happened_meanwhile()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        store.Receivers.Remove(_name);
        await Outbound.Wake();
        await HappensAsync(stream, 0);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        receiver.Got.ShouldBeEmpty();

        receiver = store.Receivers.Add(_name);
        await Outbound.Renew();
        await GotAsync(receiver, 1);
    }

    [Fact]
    public async Task One_that_nothing_reached_for_days_is_given_up_and_keeps_what_waits()
    {
        var stream = NewStream();
        var receiver = await BeginAsync();
        receiver.PausesWhenGivenUp = true;
        receiver.Answer = _ => new DeliveryOutcome("gone");
        await HappensAsync(stream, 0);
        await UntilAsync(() => receiver.Attempts.Count > 0);
        store.Time.Advance(TimeSpan.FromDays(4));
        await UntilAsync(() => receiver.GivenUp is not null);
        await UntilAsync(async () => (await Outbound.Get()).Deliveries.Length == 2);
        (await Outbound.Get()).Waiting.ShouldBe(1);
        (await Outbound.Get()).DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ping_is_told_at_once_and_noted()
    {
        var receiver = await BeginAsync();
        (await Outbound.Probe()).Value.ShouldNotBeNull().Type.ShouldBe("webhook.ping");
        receiver.Got.ShouldHaveSingleItem();
        (await Outbound.Get()).Deliveries.ShouldHaveSingleItem().Delivered.ShouldBeTrue();
        store.Receivers.Remove(_name);
        await Outbound.Wake();
        (await Outbound.Probe()).Error.ShouldNotBeNull().Code.ShouldBe("receiverInactive");
    }

    [Fact]
    public async Task A_call_that_comes_late_does_not_bring_back_what_is_forgotten()
    {
        await BeginAsync();
        store.Receivers.Remove(_name);
        await Outbound.End();
        foreach (var late in new Func<Task>[] { Outbound.Wake, Outbound.Renew, Outbound.Get, () => Outbound.Replay(1) })
        {
            await store.DeactivateAsync(Outbound);
            await late();
            await store.DeactivateAsync(Outbound);
            (await store.Rows.ReadRowAsync(OutboundState.Table, _name, TestContext.Current.CancellationToken)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task One_that_is_ended_is_forgotten()
    {
        await BeginAsync();
        await Outbound.End();
        (await store.Rows.ReadRowAsync(OutboundState.Table, _name, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private async Task<ScriptedReceiver> BeginAsync()
    {
        var receiver = store.Receivers.Add(_name);
        await Outbound.Wake();
        return receiver;
    }

    private string NewStream() => $"stock-out-{store.NewId():N}";

    private async Task HappensAsync(string stream, int version) =>
        (await store.AppendAsync(stream, version, new StockReceived(version + 1))).ShouldBeTrue();

    private async Task<ReadOnlyMemory<byte>> RowAsync() =>
        (await store.Rows.ReadRowAsync(OutboundState.Table, _name, TestContext.Current.CancellationToken)).ShouldNotBeNull();

    private static Task GotAsync(ScriptedReceiver receiver, int count) => UntilAsync(() => receiver.Got.Count >= count);

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds()) await Task.Delay(5, limit.Token);
    }
}
