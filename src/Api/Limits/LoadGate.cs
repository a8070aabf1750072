using System.Diagnostics.Metrics;
using OrleansStore.Api.Http;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Metrics;

namespace OrleansStore.Api.Limits;

/// <summary>
/// Refuses at once what comes on top of as many requests as the process can have under way: who is told in a millisecond can
/// come back, who waits with all the others for half a minute cannot.
/// </summary>
/// <remarks>Logins, checkouts and heavy work have budgets of their own: none of them is crowded out by readers, and none crowds them out.</remarks>
internal sealed class LoadGate(RequestDelegate next, LoadBudgets budgets)
{
    /// <summary>The refusal when too much is under way.</summary>
    public static readonly Problem Overloaded =
        new(503, "overloaded", "The store has more to do than it can; try again shortly.") { RetryAfter = 1 };

    public Task InvokeAsync(HttpContext context)
    {
        if (budgets.Of(Limited.Of(context)) is not { } budget) return next(context);
        if (!budget.Enter()) return Replies.WriteAsync(context, Overloaded);
        Task served;
        try
        {
            served = next(context);
        }
        catch
        {
            budget.Leave();
            throw;
        }

        if (!served.IsCompleted) return LeaveAsync(served, budget);
        budget.Leave();
        return served;
    }

    private static async Task LeaveAsync(Task served, LoadBudget budget)
    {
        try
        {
            await served;
        }
        finally
        {
            budget.Leave();
        }
    }
}

/// <summary>How many requests are under way, by what they are.</summary>
internal sealed class LoadBudgets : IDisposable
{
    private readonly LoadBudget[] _all;
    private readonly LoadBudget?[] _byClass;
    private readonly Meter _meter = new(StoreMeter.Name);

    public LoadBudgets(StoreOptions options)
    {
        var load = options.Limits.InFlight;
        var (usual, login, checkout, heavy) = (new LoadBudget("usual", load.Usual), new LoadBudget("login", load.Login), new LoadBudget("checkout", load.Checkout), new LoadBudget("heavy", load.Heavy));
        _all = [usual, login, checkout, heavy];
        _byClass = new LoadBudget?[Enum.GetValues<LimitClass>().Length];
        _byClass[(int)LimitClass.Read] = _byClass[(int)LimitClass.Write] = usual;
        _byClass[(int)LimitClass.Login] = login;
        _byClass[(int)LimitClass.Checkout] = checkout;
        _byClass[(int)LimitClass.Heavy] = heavy;
        _meter.CreateObservableGauge("store.requests.inflight", () => Each(b => b.Taken), description: "Requests under way, by budget; live connections are not counted.");
        _meter.CreateObservableCounter("store.requests.shed", () => Each(b => b.Shed), description: "Requests refused because too many were under way, by budget.");
    }

    /// <summary>The budget of a class; null for what is not counted.</summary>
    public LoadBudget? Of(LimitClass limit) => _byClass[(int)limit];

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Each(Func<LoadBudget, long> value) =>
        _all.Select(b => new Measurement<long>(value(b), new KeyValuePair<string, object?>("budget", b.Name)));
}

/// <summary>So many at once.</summary>
internal sealed class LoadBudget(string name, int most)
{
    private int _taken;
    private long _shed;

    public string Name => name;

    public int Taken => Volatile.Read(ref _taken);

    public long Shed => Interlocked.Read(ref _shed);

    public bool Enter()
    {
        if (Interlocked.Increment(ref _taken) <= most) return true;
        Interlocked.Decrement(ref _taken);
        Interlocked.Increment(ref _shed);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);
}
