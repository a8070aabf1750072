namespace OrleansStore.Silo.Configuration;

/// <summary>Limits that depend on the machine, each with its reason.</summary>
public sealed record LimitOptions
{
    /// <summary>Bytes of a request's body; nothing the shop takes is larger but a file to import.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of a file of products to import; a hundred thousand have some 30 MB. It is never in memory whole.</summary>
    public int ImportBytes { get; init; } = 1 << 30;

    /// <summary>Password checks that may wait for their turn; each costs a core some 100 ms, so more would wait for many seconds.</summary>
    public int WaitingPasswords { get; init; } = 64;

    /// <summary>Whether calls are counted at all; not where a gateway in front of the store does it.</summary>
    public bool Counted { get; init; } = true;

    /// <summary>How fast one user may call.</summary>
    public RateLimitOptions Rates { get; init; } = new();

    /// <summary>How many requests may be under way at once.</summary>
    public InFlightOptions InFlight { get; init; } = new();
}

/// <summary>How fast one account, API key or address may call, by what is called; each with its reason.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Reads; a page of a shop makes some ten, and a hundred clients may sit behind one address.</summary>
    public RateOptions Read { get; init; } = new(500, 2_000);

    /// <summary>Changes; an integrator that moves a whole catalog is the fastest.</summary>
    public RateOptions Write { get; init; } = new(100, 1_000);

    /// <summary>Logins and the like, by address alone; an office that comes to work in the morning is the burst.</summary>
    public RateOptions Login { get; init; } = new(5, 50);

    /// <summary>Orders and payments; a till that serves a counter is the fastest.</summary>
    public RateOptions Checkout { get; init; } = new(20, 200);

    /// <summary>Files in and out, trials over past orders; each may work for seconds.</summary>
    public RateOptions Heavy { get; init; } = new(2, 20);

    /// <summary>Opening live connections; all tabs of a household come back at once after a cut.</summary>
    public RateOptions Live { get; init; } = new(20, 200);

    /// <summary>Messages over live connections, all of a user's together; a person sends one at a time.</summary>
    public RateOptions Message { get; init; } = new(100, 1_000);
}

/// <summary>A rate.</summary>
/// <param name="PerSecond">Calls a second that go on and on.</param>
/// <param name="Burst">Calls at once after a rest.</param>
public sealed record RateOptions(int PerSecond, int Burst);

/// <summary>How many requests may be under way at once, by what they do; live connections are not among them.</summary>
public sealed record InFlightOptions
{
    /// <summary>Reads and changes: some hundred milliseconds' work of a small machine.</summary>
    public int Usual { get; init; } = 2_000;

    /// <summary>Logins: those that wait for a password check, and as many that do not yet or no longer.</summary>
    public int Login { get; init; } = 256;

    /// <summary>Orders and payments: each waits for a payment provider, and costs little meanwhile.</summary>
    public int Checkout { get; init; } = 1_000;

    /// <summary>Files in and out, trials over past orders: each keeps a core busy.</summary>
    public int Heavy { get; init; } = 32;
}
