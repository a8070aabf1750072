namespace OrleansStore.Engine.Tests.Journaling;

/// <summary>What a journaled grain may rely on, and the traps that the store's base class closes.</summary>
public sealed class JournaledGrainTests(Cluster cluster) : IClassFixture<Cluster>
{
    private readonly string _name = Guid.NewGuid().ToString();

    private ITallyGrain Grain => cluster.Grains.GetGrain<ITallyGrain>(_name, typeof(TallyGrain).FullName);

    private IHotTallyGrain Hot => cluster.Grains.GetGrain<IHotTallyGrain>(_name);

    private Ledger Storage => Ledger.Of(_name);

    // Orleans: src/Orleans.EventSourcing/JournaledGrain.cs (OnActivateAsync awaits Synchronize)
    [Fact]
    public async Task The_state_is_loaded_before_the_first_request()
    {
        Storage.Stored.AddRange([1, 2, 3]);
        (await Grain.Look()).ShouldBe(new Look(6, 6, 3, 0));
        Storage.Reads.ShouldBeInRange(1, 2);
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (WriteAsync)
    [Fact]
    public async Task Confirmed_events_are_stored_and_in_the_state()
    {
        (await Grain.Add(5)).ShouldBe(5);
        (await Grain.AddAll([1, 2, 3])).ShouldBe(11);
        Storage.Stored.ShouldBe([5, 1, 2, 3]);
        (await Grain.Look()).ShouldBe(new Look(11, 11, 4, 0));
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (GetCurrentBatchOfUpdates)
    [Fact]
    public async Task Events_raised_together_are_one_append()
    {
        await Grain.AddAll([1, 2, 3]);
        Storage.Appends.ShouldBe([3]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (TentativeView, ConfirmedView)
    [Fact]
    public async Task An_unconfirmed_event_is_in_the_tentative_state_only()
    {
        await Grain.Add(1);
        var store = Gate.Of(_name);
        Storage.BeforeNextApply(_ => store.PassAsync());
        (await Grain.RaiseAndLook(2)).ShouldBe(new Look(1, 3, 1, 1));
        store.Open();
        await Grain.Confirm().Soon();
        (await Grain.Look()).ShouldBe(new Look(3, 3, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (CalculateTentativeState copies the confirmed view)
    [Fact]
    public async Task The_tentative_state_is_a_copy_and_leaves_the_confirmed_one_alone()
    {
        var store = Gate.Of(_name);
        Storage.BeforeNextApply(_ => store.PassAsync());
        for (var i = 1; i <= 5; i++) (await Grain.RaiseAndLook(1)).ShouldBe(new Look(0, i, 0, i));
        store.Open();
        await Grain.Confirm().Soon();
        (await Grain.Look()).ShouldBe(new Look(5, 5, 5, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (Notify starts a work cycle by itself)
    [Fact]
    public async Task An_event_that_nobody_confirms_is_stored_all_the_same()
    {
        await Grain.Raise(7);
        await Patience.Until(async () => (await Grain.Look()).Version == 1);
        Storage.Stored.ShouldBe([7]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (TryAppend)
    [Fact]
    public async Task A_conditional_event_without_conflict_is_stored()
    {
        (await Grain.TryAdd(1)).ShouldBeTrue();
        (await Grain.TryAddAll([2, 3])).ShouldBeTrue();
        Storage.Stored.ShouldBe([1, 2, 3]);
        Storage.Appends.ShouldBe([1, 2]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (RemoveStaleConditionalUpdates)
    [Fact]
    public async Task A_conditional_event_is_dropped_after_a_conflict_and_the_new_state_is_read()
    {
        (await Grain.TryAdd(1)).ShouldBeTrue();
        Storage.Stored.Add(100);
        (await Grain.TryAdd(2)).ShouldBeFalse();
        Storage.Stored.ShouldBe([1, 100]);
        (await Grain.Look()).ShouldBe(new Look(101, 101, 2, 0));
        (await Grain.TryAdd(2)).ShouldBeTrue();
        Storage.Stored.ShouldBe([1, 100, 2]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (the first entry of a range carries the promise)
    [Fact]
    public async Task Conditional_events_of_a_sequence_are_dropped_together()
    {
        (await Grain.TryAdd(1)).ShouldBeTrue();
        Storage.Stored.Add(100);
        (await Grain.TryAddAll([2, 3, 4])).ShouldBeFalse();
        Storage.Stored.ShouldBe([1, 100]);
        (await Grain.Look()).Unconfirmed.ShouldBe(0);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (unconditional entries stay pending): the overselling trap
    [Fact]
    public async Task An_unconditional_event_is_stored_after_a_conflict_undecided_on_the_new_state()
    {
        await Grain.Add(1);
        Storage.Stored.Add(100);
        (await Grain.Add(2)).ShouldBe(103);
        Storage.Stored.ShouldBe([1, 100, 2]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (position = confirmed version + pending)
    [Fact]
    public async Task A_conditional_event_behind_an_unconditional_one_shares_its_append_and_falls_alone()
    {
        (await Grain.RaiseThenTry(1, 2)).ShouldBe((true, 2));
        Storage.Appends.ShouldBe([2]);
        Storage.Stored.Add(100);
        (await Grain.RaiseThenTry(3, 4)).ShouldBe((false, 4));
        Storage.Stored.ShouldBe([1, 2, 100, 3]);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs, Orleans.Core/Async/BatchWorker.cs
    [Fact]
    public async Task Conditional_events_of_interleaving_calls_share_one_append()
    {
        var store = Gate.Of(_name);
        Storage.BeforeNextApply(_ => store.PassAsync());
        var first = Hot.TryAdd(1);
        await store.ArrivalAsync();
        List<Task<bool>> rest = [];
        for (var i = 0; i < 10; i++) rest.Add(Hot.TryAdd(1));
        await Patience.Until(async () => (await Hot.Look()).Unconfirmed == 11);
        store.Open();
        (await first.Soon()).ShouldBeTrue();
        (await Task.WhenAll(rest).Soon()).ShouldAllBe(stored => stored);
        Storage.Appends.ShouldBe([1, 10]);
        (await Hot.Look()).ShouldBe(new Look(11, 11, 11, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (one conflict drops every conditional entry)
    [Fact]
    public async Task A_conflict_drops_all_conditional_events_of_interleaving_calls()
    {
        var store = Gate.Of(_name);
        (await Hot.TryAdd(1)).ShouldBeTrue();
        Storage.BeforeNextApply(async storage =>
        {
            await store.PassAsync();
            storage.Stored.Add(100);
        });
        List<Task<bool>> calls = [];
        for (var i = 0; i < 5; i++) calls.Add(Hot.TryAdd(1));
        await Patience.Until(async () => (await Hot.Look()).Unconfirmed == 5);
        store.Open();
        (await Task.WhenAll(calls).Soon()).ShouldAllBe(stored => !stored);
        Storage.Stored.ShouldBe([1, 100]);
        (await Hot.Look()).ShouldBe(new Look(101, 101, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (WriteAsync: catch, re-read): the duplicate trap
    [Fact]
    public async Task An_append_that_commits_and_throws_is_appended_again()
    {
        Storage.AfterNextApply(_ => throw new InvalidOperationException("the connection broke after the commit"));
        (await Grain.Add(1).Soon()).ShouldBe(2);
        Storage.Stored.ShouldBe([1, 1]);
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs: the conditional side of the same trap
    [Fact]
    public async Task A_conditional_event_whose_append_commits_and_throws_is_stored_and_reported_as_dropped()
    {
        Storage.AfterNextApply(_ => throw new InvalidOperationException("the connection broke after the commit"));
        (await Grain.TryAdd(1).Soon()).ShouldBeFalse();
        Storage.Stored.ShouldBe([1]);
        (await Grain.Look()).ShouldBe(new Look(1, 1, 1, 0));
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (record, re-read), Common/ConnectionIssues.cs
    [Fact]
    public async Task A_storage_that_throws_is_tried_again_after_a_read_and_the_grain_hears_of_it()
    {
        await Grain.Add(1);
        for (var i = 0; i < 3; i++) Storage.BeforeNextApply(_ => throw new InvalidOperationException("not now"));
        Storage.BeforeNextRead(_ => throw new InvalidOperationException("not now either"));
        (await Grain.Add(2).Soon()).ShouldBe(3);
        Storage.Stored.ShouldBe([1, 2]);
        var callbacks = await Grain.Callbacks();
        callbacks.ShouldContain("issue 1");
        callbacks.ShouldContain("issue 2");
        callbacks.ShouldContain("resolved");
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (ReadAsync retries)
    [Fact]
    public async Task Activating_waits_until_the_storage_can_be_read()
    {
        Storage.Stored.AddRange([1, 2]);
        for (var i = 0; i < 3; i++) Storage.BeforeNextRead(_ => throw new InvalidOperationException("not now"));
        (await Grain.Look().Soon()).ShouldBe(new Look(3, 3, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (RemoveStaleConditionalUpdates): how the store gives up
    [Fact]
    public async Task A_negative_version_read_after_a_failure_drops_pending_conditional_events()
    {
        (await Hot.TryAdd(1)).ShouldBeTrue();
        var store = Gate.Of(_name);
        Storage.BeforeNextApply(async storage =>
        {
            await store.PassAsync();
            storage.FalseVersion = -1000;
            throw new InvalidOperationException("the outcome is unknown");
        });
        List<Task<bool>> calls = [];
        for (var i = 0; i < 5; i++) calls.Add(Hot.TryAddAndLeaveOnFailure(1));
        await Patience.Until(async () => (await Hot.Look()).Unconfirmed == 5);
        store.Open();
        (await Task.WhenAll(calls).Soon()).ShouldAllBe(stored => !stored);
        await cluster.Test.WaitForDeactivationAsync(Hot).Soon();
        Storage.FalseVersion = null;
        Storage.Stored.ShouldBe([1]);
        Storage.Appends.Count.ShouldBe(2);
        (await Hot.Look().Soon()).ShouldBe(new Look(1, 1, 1, 0));
        (await Hot.TryAdd(2).Soon()).ShouldBeTrue();
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (false, then ReadAsync): giving up without an exception
    [Fact]
    public async Task A_refused_append_and_a_negative_version_drop_conditional_events_in_one_round()
    {
        (await Grain.TryAdd(1)).ShouldBeTrue();
        Storage.BeforeNextApply(storage =>
        {
            storage.FalseVersion = int.MinValue;
            storage.Stored.Add(50);
            return Task.CompletedTask;
        });
        (await Grain.TryAddAndLeaveOnFailure(2).Soon()).ShouldBeFalse();
        await cluster.Test.WaitForDeactivationAsync(Grain).Soon();
        Storage.Appends.Count.ShouldBe(2);
        Storage.FalseVersion = null;
        (await Grain.Look().Soon()).ShouldBe(new Look(51, 51, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (transitionssuccessful): the version counts, the state is read anew
    [Fact]
    public async Task An_exception_of_the_transition_reaches_nobody_and_the_state_is_read_from_storage()
    {
        await Grain.Add(1);
        (await Grain.Add(13).Soon()).ShouldBe(14);
        Storage.Stored.ShouldBe([1, 13]);
        Storage.Appends.ShouldBe([1, 1]);
        (await Grain.Look()).Version.ShouldBe(2);
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (SubmitInternal, CaughtUserCodeException)
    [Fact]
    public async Task An_event_whose_transition_throws_is_missing_from_the_tentative_state()
    {
        var store = Gate.Of(_name);
        Storage.BeforeNextApply(_ => store.PassAsync());
        (await Grain.RaiseAndLook(13)).ShouldBe(new Look(0, 0, 0, 1));
        store.Open();
        await Grain.Confirm().Soon();
    }

    // Orleans: src/Orleans.EventSourcing/JournaledGrain.cs (RefreshNow)
    [Fact]
    public async Task Refreshing_reads_what_others_stored()
    {
        await Grain.Add(1);
        Storage.Stored.Add(10);
        (await Grain.Look()).Confirmed.ShouldBe(1);
        (await Grain.Refresh().Soon()).ShouldBe(new Look(11, 11, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (PostOnDeactivate waits for the worker)
    [Fact]
    public async Task What_was_raised_is_stored_before_the_grain_is_gone()
    {
        await Grain.Raise(1);
        await Grain.Raise(2);
        await cluster.Test.DeactivateAsync(Grain).Soon();
        Storage.Stored.ShouldBe([1, 2]);
        (await Grain.Look()).ShouldBe(new Look(3, 3, 2, 0));
    }

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (SubmitInternal, NotifyViewChanges, UpdatePrimary)
    [Fact]
    public async Task The_grain_hears_of_changes_of_both_states()
    {
        await Grain.Add(1);
        var callbacks = await Grain.Callbacks();
        callbacks.ShouldContain("tentative 1");
        callbacks.ShouldContain("confirmed 1");
        Array.IndexOf(callbacks, "tentative 1").ShouldBeLessThan(Array.IndexOf(callbacks, "confirmed 1"));
    }

    // Orleans: src/Orleans.EventSourcing/JournaledGrain.cs (OnActivateAsync): the trap of the missing base call
    [Fact]
    public async Task Who_does_not_call_base_on_activation_serves_an_empty_state_until_the_load_ends()
    {
        Storage.Stored.AddRange([1, 2, 3]);
        var load = Gate.Of(_name);
        Storage.BeforeNextRead(_ => load.PassAsync());
        var hasty = cluster.Grains.GetGrain<IHastyTallyGrain>(_name);
        (await hasty.Version().Soon()).ShouldBe(0);
        load.Open();
        await Patience.Until(async () => await hasty.Version() == 3);
    }

    // Orleans: src/Orleans.EventSourcing/JournaledGrain.cs (TransitionState), Orleans.Serialization (copies members with an id, deeply)
    [Fact]
    public async Task Without_an_override_the_states_apply_method_is_found_by_the_events_type()
    {
        var grain = cluster.Grains.GetGrain<IDynamicGrain>(_name);
        (await grain.Add("one")).ShouldBe(["one"]);
        (await grain.Add("two")).ShouldBe(["one", "two"]);
    }

    // Orleans: src/Orleans.EventSourcing/JournaledGrain.cs (TransitionState): the trap of the missing Apply
    [Fact]
    public async Task An_event_without_an_apply_method_advances_the_version_and_changes_nothing() =>
        (await cluster.Grains.GetGrain<IDynamicGrain>(_name).AddUnknown().Soon()).ShouldBe((1, 0));

    // Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs (RetrieveLogSegment)
    [Fact]
    public async Task History_cannot_be_retrieved_from_custom_storage() =>
        await Should.ThrowAsync<NotSupportedException>(() => Grain.RetrieveHistory());

    // Orleans: src/Orleans.EventSourcing/CustomStorage/LogViewAdaptor.cs (constructor)
    [Fact]
    public async Task A_journaled_grain_without_the_storage_interface_cannot_be_activated() =>
        (await Should.ThrowAsync<Exception>(() => cluster.Grains.GetGrain<IUnstoredGrain>(_name).Touch().Soon()))
            .Message.ShouldContain("ICustomStorageInterface");
}
