using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Sweeping;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.Faults;
using OrleansStore.Simulation.Shopping;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation;

/// <summary>What a run came to.</summary>
/// <param name="TraceHash">Equal for the same seed: every choice, write, fault and answer was the same.</param>
/// <param name="Failure">The promise that was seen broken; null when all were kept.</param>
internal sealed record Outcome(ulong Seed, ulong TraceHash, long Steps, int Lives, Reached Reached, Exception? Failure)
{
    /// <summary>The command that repeats the run and prints all of it.</summary>
    public string Repeat => $"dotnet run --project tests/Simulation -- --seed {Seed}";

    public override string ToString() => Failure is null
        ? $"seed {Seed}: kept all promises in {Steps} steps and {Lives} lives, trace {TraceHash:x16}"
        : $"seed {Seed}: {(Failure is SimulationFailure ? Failure.Message : Failure.ToString())}\nrepeat it with: {Repeat}";
}

/// <summary>Something broken on purpose, to show that it is found out.</summary>
internal sealed record Sabotage(Func<IJournal, IJournal>? Journal = null, Func<IPaymentGateway, MemoryPaymentLedger, IPaymentGateway>? Gateway = null);

/// <summary>Eight customers, three scarce products, one seed.</summary>
internal sealed class PurchaseRun
{
    private const int Customers = 8;

    /// <summary>Virtual time in which every customer has all answers; far more than the faults can hold them up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Virtual time in which everything begun comes to its end: the recovery's reminder, a sweep, and a call that hangs.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);

    /// <summary>How long a process that was taken for dead may be frozen, and then live on.</summary>
    private static readonly TimeSpan Afterlife = TimeSpan.FromSeconds(15);

    private readonly Chance _chance;
    private readonly Trace _trace;
    private readonly SeededWorld _world;
    private readonly FaultSource _faults;
    private readonly Reached _reached = new();
    private readonly Acknowledgements _answers = new();
    private readonly MemoryDisk _disk = new() { IsShared = true };
    private readonly MemoryPaymentLedger _ledger = new();
    private readonly Books _books;
    private readonly Sabotage _sabotage;
    private readonly FaultRates _rates;
    private readonly Deadlines _deadlines;
    private readonly GatewayNews _news;
    private IPaymentGateway _gateway = null!;
    private readonly List<Process> _replaced = [];
    private Process? _process;
    private int _life;

    private PurchaseRun(ulong seed, Action<string>? reader, Sabotage? sabotage, FaultRates? rates)
    {
        _chance = new Chance(seed);
        _trace = new Trace(reader);
        _world = new SeededWorld(_chance.Fork(), _trace);
        _rates = rates ?? FaultRates.Draw(_chance);
        _faults = new FaultSource(_world, _chance.Fork(), _rates, _reached);
        _books = new Books(_reached);
        _sabotage = sabotage ?? new Sabotage();
        var patience = _chance.Happens(0.5) ? _chance.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)) : TimeSpan.FromMinutes(30);
        _deadlines = new Deadlines(TimeSpan.FromSeconds(5), patience, TimeSpan.FromDays(30));
        var ways = _chance.Fork();
        _news = new GatewayNews(_world, _faults, () => Reach(ways) is { IsUp: true } process ? process.Grains : null, () => _gateway);
    }

    /// <summary>Runs a seed to its end.</summary>
    /// <param name="reader">Gets every line of what happens.</param>
    /// <param name="rates">What goes wrong; null: the seed decides.</param>
    public static Outcome Run(ulong seed, Action<string>? reader = null, Sabotage? sabotage = null, FaultRates? rates = null)
    {
        var run = new PurchaseRun(seed, reader, sabotage, rates);
        Exception? failure = null;
        try
        {
            run.Shop();
            run.ComeToRest();
        }
        catch (Exception e)
        {
            failure = e;
        }

        return new Outcome(seed, run._trace.Hash, run._world.Steps, run._life, run._reached, failure);
    }

    private void Shop()
    {
        var shop = new Shopkeeper(CallerOf("shopkeeper"), _answers);
        var customers = new List<Task>();
        _world.Post(_ => StartProcess(), null);
        _world.Post(_ => customers.Add(OpenAsync()), null);
        Await(() => customers.Count > 0 && customers.All(c => c.IsCompleted), "an answer never came");
        foreach (var customer in customers) customer.GetAwaiter().GetResult();

        async Task OpenAsync()
        {
            await shop.OpenAsync();
            customers.Add(shop.KeepAsync());
            for (var i = 0; i < Customers; i++)
                customers.Add(new Customer(CallerOf($"customer {i}"), shop, _answers, _reached).ShopAsync());
        }
    }

    private void ComeToRest()
    {
        _faults.Heal();
        if (_chance.Happens(0.5) && _process is not null) Crash();
        var end = _world.Now + Rest;
        Await(() => _process is not null && _replaced.Count == 0 && _world.Now >= end, "the store does not start again");

        Task? asking = null;
        _world.Post(_ => asking = AskForAllAsync(), null);
        Await(() => asking?.IsCompleted == true, "a question is not answered at rest");
        asking!.GetAwaiter().GetResult();

        _process!.Crash();
        Audit();
        AtRest.Check(_books, _ledger.Read(), _world.Now);
        var disk = new MemoryJournal(_disk);
        Recordings.Check(disk, Process.Seal(disk, Process.Keys(disk, _world.Time, new Chance(0))), _books.Checkouts.Keys);
        disk.DisposeAsync().GetAwaiter().GetResult();
    }

    /// <summary>What the grains show at rest must be what the journal holds, like every answer.</summary>
    private async Task AskForAllAsync()
    {
        var caller = CallerOf("auditor");
        foreach (var id in _answers.OrderIds)
        {
            var order = await caller.AskAsync($"order {id:N}", g => g.GetGrain<IOrderGrain>(id).Get());
            if (order.Value is not null) _answers.Add(OrderVerb.Look, Guid.Empty, id, order.Value, null);
        }

        foreach (var id in _answers.ProductIds)
        {
            var stock = await caller.AskAsync($"stock {id:N}", g => g.GetGrain<IStockGrain>(id).Get());
            _answers.Add(null, stock.Value!);
        }
    }

    private void Await(Func<bool> done, string otherwise)
    {
        if (!_world.Run(done, Patience, Between)) throw new SimulationFailure(otherwise);
    }

    private void Between()
    {
        for (var i = _replaced.Count - 1; i >= 0; i--)
            if (_replaced[i].Fate.CrashAsked) End(_replaced[i]);
        if (_process is { Fate.CrashAsked: true }) Crash();
        else if (_process is { Fate.FailoverAsked: true }) FailOver();
    }

    /// <summary>The process is taken for dead: another is started beside it.</summary>
    private void FailOver()
    {
        _trace.Add(_world.Now, $"=== life {_life} is taken for dead and lives on");
        var replaced = _process!;
        (replaced.Fate.FailoverAsked, replaced.Fate.IsReplaced) = (false, true);
        _replaced.Add(replaced);
        _process = null;
        Audit();
        var frozen = _faults.Strikes(_faults.Rates.Frozen, Fault.Frozen, "process") ? _chance.Between(TimeSpan.Zero, Afterlife) : TimeSpan.Zero;
        _world.Post(_ => LiveOn(replaced, frozen), null);
        _world.Post(_ => StartAgain(), null);
    }

    private async void LiveOn(Process replaced, TimeSpan frozen)
    {
        if (frozen > TimeSpan.Zero)
        {
            replaced.Freeze();
            await _world.Pause(frozen);
            if (replaced.IsUp) replaced.Thaw();
        }

        await _world.Pause(_chance.Between(TimeSpan.Zero, Afterlife));
        replaced.Fate.CrashAsked = true;
    }

    private void End(Process replaced)
    {
        _trace.Add(_world.Now, "=== one that was taken for dead ends");
        replaced.Crash();
        _replaced.Remove(replaced);
        Audit();
    }

    /// <summary>Where a call from outside arrives.</summary>
    private Process? Reach(Chance chance) =>
        _replaced.Count == 0 || (_process is not null && chance.Happens(0.5)) ? _process : chance.Pick(_replaced);

    private Process? OtherThan(Process process) =>
        process.Fate.IsReplaced ? _process : _replaced.Count > 0 ? _replaced[^1] : null;

    private void Crash()
    {
        _trace.Add(_world.Now, $"=== life {_life} ends");
        _process!.Crash();
        _process = null;
        Audit();
        _world.Post(_ => StartAgain(), null);
    }

    private async void StartAgain()
    {
        await _world.Pause(_chance.Between(TimeSpan.Zero, TimeSpan.FromSeconds(3)));
        StartProcess();
    }

    private void StartProcess()
    {
        _life++;
        _trace.Add(_world.Now, $"=== life {_life} begins");
        // The gateway outlives the process, but may itself have been started anew: its ledger is all it knows.
        _gateway = new SimulatedPaymentGateway(_ledger, SimulatedPayments.Smooth with { DeclineRate = _rates.GatewayDeclines }, _world.Time, _chance.Fork());
        if (_sabotage.Gateway is { } spoil) _gateway = spoil(_gateway, _ledger);
        _process = new Process(_world, _disk, () => _gateway, _faults, _chance.Fork(), OtherThan, _news, _deadlines, _sabotage.Journal);
    }

    /// <summary>Reads what the life that has ended left on the disk; every promise that needs no rest must hold.</summary>
    private void Audit()
    {
        var journal = new MemoryJournal(_disk);
        // It makes no key: what it cannot open is found out.
        var events = Process.Seal(journal, Process.Keys(journal, _world.Time, new Chance(0))).ReadAllAsync(_books.Position, int.MaxValue).GetAwaiter().GetResult();
        journal.DisposeAsync().GetAwaiter().GetResult();
        _books.Read(events, _life);
        _answers.Check(_books);
        Ledger.CheckSteps(_ledger.Read());
    }

    private Caller CallerOf(string name) => new(_world, Reach, _reached, _chance.Fork(), name);
}
