using System.Collections.Concurrent;

namespace OrleansStore.Engine.Tests.Journaling;

/// <summary>The storage behind a journaled test grain: it can wait, fail, lose a race and answer nonsense.</summary>
public sealed class Ledger
{
    private static readonly ConcurrentDictionary<string, Ledger> Ledgers = new();

    private readonly ConcurrentQueue<Func<Ledger, Task>> _beforeApply = new();
    private readonly ConcurrentQueue<Func<Ledger, Task>> _afterApply = new();
    private readonly ConcurrentQueue<Func<Ledger, Task>> _beforeRead = new();

    public List<int> Stored { get; } = [];

    /// <summary>The sizes of the appends that were tried.</summary>
    public ConcurrentQueue<int> Appends { get; } = new();

    public int Reads { get; private set; }

    /// <summary>When set, what reading answers as the version.</summary>
    public int? FalseVersion { get; set; }

    public static Ledger Of(string key) => Ledgers.GetOrAdd(key, _ => new Ledger());

    public void BeforeNextApply(Func<Ledger, Task> step) => _beforeApply.Enqueue(step);

    public void AfterNextApply(Func<Ledger, Task> step) => _afterApply.Enqueue(step);

    public void BeforeNextRead(Func<Ledger, Task> step) => _beforeRead.Enqueue(step);

    public async Task<bool> ApplyAsync(IReadOnlyList<Added> updates, int expectedVersion)
    {
        Appends.Enqueue(updates.Count);
        if (_beforeApply.TryDequeue(out var before)) await before(this);
        if (Stored.Count != expectedVersion) return false;
        Stored.AddRange(updates.Select(update => update.Amount));
        if (_afterApply.TryDequeue(out var after)) await after(this);
        return true;
    }

    public async Task<KeyValuePair<int, Tally>> ReadAsync()
    {
        Reads++;
        if (_beforeRead.TryDequeue(out var before)) await before(this);
        return new(FalseVersion ?? Stored.Count, new Tally { Value = new(Stored.Sum(), Stored.Count) });
    }
}

/// <summary>The event.</summary>
[GenerateSerializer, Immutable]
public sealed record Added([property: Id(0)] int Amount);

/// <summary>The state proper.</summary>
[GenerateSerializer, Immutable]
public sealed record Sum([property: Id(0)] int Total, [property: Id(1)] int Count)
{
    public Sum Add(int amount) => new(Total + amount, Count + 1);
}

/// <summary>The mutable holder of the state; never immutable itself.</summary>
[GenerateSerializer]
public sealed class Tally
{
    [Id(0)]
    public Sum Value { get; set; } = new(0, 0);
}
