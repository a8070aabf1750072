using Orleans.Concurrency;
using Orleans.EventSourcing;
using Orleans.EventSourcing.CustomStorage;

namespace OrleansStore.Engine.Tests.Journaling;

[GenerateSerializer, Immutable]
public sealed record Look([property: Id(0)] int Confirmed, [property: Id(1)] int Tentative, [property: Id(2)] int Version, [property: Id(3)] int Unconfirmed);

public interface ITallyGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task<int> AddAll(int[] amounts);

    Task<bool> TryAdd(int amount);

    Task<bool> TryAddAll(int[] amounts);

    Task Raise(int amount);

    Task<Look> RaiseAndLook(int amount);

    Task<(bool Conditional, int Version)> RaiseThenTry(int unconditional, int conditional);

    Task Confirm();

    Task<Look> Refresh();

    [AlwaysInterleave]
    Task<Look> Look();

    Task<string[]> Callbacks();

    Task<bool> TryAddAndLeaveOnFailure(int amount);

    Task RetrieveHistory();
}

/// <summary>A journaled grain as the store writes them, with everything visible.</summary>
public class TallyGrain : JournaledGrain<Tally, Added>, ITallyGrain, ICustomStorageInterface<Tally, Added>
{
    private readonly List<string> _callbacks = [];

    protected Ledger Ledger => Ledger.Of(this.GetPrimaryKeyString());

    public Task<KeyValuePair<int, Tally>> ReadStateFromStorage() => Ledger.ReadAsync();

    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Added> updates, int expectedVersion) => Ledger.ApplyAsync(updates, expectedVersion);

    public async Task<int> Add(int amount)
    {
        RaiseEvent(new Added(amount));
        await ConfirmEvents();
        return State.Value.Total;
    }

    public async Task<int> AddAll(int[] amounts)
    {
        RaiseEvents(amounts.Select(amount => new Added(amount)));
        await ConfirmEvents();
        return State.Value.Total;
    }

    public Task<bool> TryAdd(int amount) => RaiseConditionalEvent(new Added(amount));

    public Task<bool> TryAddAll(int[] amounts) => RaiseConditionalEvents(amounts.Select(amount => new Added(amount)));

    public Task Raise(int amount)
    {
        RaiseEvent(new Added(amount));
        return Task.CompletedTask;
    }

    public Task<Look> RaiseAndLook(int amount)
    {
        RaiseEvent(new Added(amount));
        return Look();
    }

    public async Task<(bool Conditional, int Version)> RaiseThenTry(int unconditional, int conditional)
    {
        RaiseEvent(new Added(unconditional));
        var stored = await RaiseConditionalEvent(new Added(conditional));
        await ConfirmEvents();
        return (stored, Version);
    }

    public Task Confirm() => ConfirmEvents();

    public async Task<Look> Refresh()
    {
        await RefreshNow();
        return await Look();
    }

    public Task<Look> Look() =>
        Task.FromResult(new Look(State.Value.Total, TentativeState.Value.Total, Version, UnconfirmedEvents.Count()));

    public Task<string[]> Callbacks() => Task.FromResult(_callbacks.ToArray());

    public async Task<bool> TryAddAndLeaveOnFailure(int amount)
    {
        var stored = await RaiseConditionalEvent(new Added(amount));
        if (!stored) DeactivateOnIdle();
        return stored;
    }

    public async Task RetrieveHistory() => await RetrieveConfirmedEvents(0, 0);

    protected override void TransitionState(Tally state, Added @event)
    {
        if (@event.Amount == 13) throw new InvalidOperationException("13 is not added.");
        state.Value = state.Value.Add(@event.Amount);
    }

    protected override void OnStateChanged() => _callbacks.Add($"confirmed {Version}");

    protected override void OnTentativeStateChanged() => _callbacks.Add($"tentative {UnconfirmedEvents.Count()}");

    protected override void OnConnectionIssue(ConnectionIssue issue) => _callbacks.Add($"issue {issue.NumberOfConsecutiveFailures}");

    protected override void OnConnectionIssueResolved(ConnectionIssue issue) => _callbacks.Add("resolved");
}

public interface IHotTallyGrain : ITallyGrain;

[Reentrant]
public sealed class HotTallyGrain : TallyGrain, IHotTallyGrain;

public interface IHastyTallyGrain : IGrainWithStringKey
{
    Task<int> Version();
}

/// <summary>Forgets to call its base when it activates.</summary>
public sealed class HastyTallyGrain : JournaledGrain<Tally, Added>, IHastyTallyGrain, ICustomStorageInterface<Tally, Added>
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<KeyValuePair<int, Tally>> ReadStateFromStorage() => Ledger.Of(this.GetPrimaryKeyString()).ReadAsync();

    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Added> updates, int expectedVersion) =>
        Ledger.Of(this.GetPrimaryKeyString()).ApplyAsync(updates, expectedVersion);

    Task<int> IHastyTallyGrain.Version() => Task.FromResult(Version);
}

public interface IDynamicGrain : IGrainWithStringKey
{
    Task<string[]> Add(string text);

    Task<(int Version, int Known)> AddUnknown();
}

/// <summary>A state with Apply methods, found by the type of the event.</summary>
[GenerateSerializer]
public sealed class Words
{
    [Id(0)]
    public List<string> All { get; set; } = [];

    public void Apply(string word) => All.Add(word);
}

[Orleans.Providers.LogConsistencyProvider(ProviderName = "Named")]
public sealed class DynamicGrain : JournaledGrain<Words>, IDynamicGrain, ICustomStorageInterface<Words, object>
{
    private int _version;

    public Task<KeyValuePair<int, Words>> ReadStateFromStorage() => Task.FromResult(KeyValuePair.Create(_version, new Words()));

    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<object> updates, int expectedVersion)
    {
        _version += updates.Count;
        return Task.FromResult(true);
    }

    public async Task<string[]> Add(string text)
    {
        RaiseEvent(text);
        TentativeState.All.ShouldContain(text);
        State.All.ShouldNotContain(text);
        await ConfirmEvents();
        return [.. State.All];
    }

    public async Task<(int Version, int Known)> AddUnknown()
    {
        RaiseEvent(new Uri("http://unknown/"));
        await ConfirmEvents();
        return (Version, State.All.Count);
    }
}

public interface IUnstoredGrain : IGrainWithStringKey
{
    Task Touch();
}

/// <summary>A journaled grain without the storage interface.</summary>
public sealed class UnstoredGrain : JournaledGrain<Tally, Added>, IUnstoredGrain
{
    public Task Touch() => Task.CompletedTask;
}
