using System.Collections.Concurrent;
using System.Security.Claims;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Live;

/// <summary>Counts who is in by live connections, and cuts those off who may not be any longer.</summary>
internal sealed class LiveGate(OrderTokens orderTokens, Standing standing, LiveLimits limits, RateLimits rates, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, int> _seats = new();
    private readonly ConcurrentDictionary<Seat, Caller> _sitting = new();
    private int _taken;

    /// <summary>Connections that are in.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a seat, to be given back by disposing it.</summary>
    /// <param name="connection">The request that lasts as long as the connection.</param>
    /// <returns>The refusal when all are taken.</returns>
    public Problem? Enter(Caller caller, HttpContext connection, out IDisposable seat)
    {
        seat = null!;
        if (Interlocked.Increment(ref _taken) > limits.Connections)
        {
            Interlocked.Decrement(ref _taken);
            return Problems.Busy();
        }

        var key = KeyOf(caller);
        if (_seats.AddOrUpdate(key, 1, static (_, count) => count + 1) > limits.ConnectionsPerUser)
        {
            Leave(key);
            return new Problem(429, "tooManyConnections", $"One user has at most {limits.ConnectionsPerUser} live connections.") { RetryAfter = 5 };
        }

        var taken = new Seat(this, key, connection, time.GetTimestamp());
        _sitting[taken] = caller;
        seat = taken;
        return null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(limits.Recheck, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var (seat, caller) in _sitting)
                    if (!standing.Holds(caller) || IsOver(caller, seat)) seat.Cut();
        }
        catch (OperationCanceledException)
        {
            // The store stops, and all leave.
        }
    }

    /// <summary>Counts a message or a command of a user, over all of the user's connections.</summary>
    /// <returns>The refusal when they come too fast, or when what let the user in holds no longer.</returns>
    public Problem? Hear(Caller caller, LimitClass limit = LimitClass.Message) =>
        standing.Holds(caller) ? rates.Take(limit, KeyOf(caller)) : Problems.InvalidToken();

    // A guest's order token does not end; it has no session that could.
    private bool IsOver(Caller caller, Seat seat) => !caller.IsGuest && time.GetElapsedTime(seat.Since) >= limits.Longest;

    // A token can be written in several ways; its order cannot.
    private Guid KeyOf(Caller caller) =>
        (caller.Id ?? caller.ApiKey ?? (caller.OrderToken is { } token ? orderTokens.Open(token) : null)).GetValueOrDefault();

    private void Leave(Guid key)
    {
        Interlocked.Decrement(ref _taken);
        if (_seats.AddOrUpdate(key, 0, static (_, count) => count - 1) == 0) _seats.TryRemove(KeyValuePair.Create(key, 0));
    }

    private sealed class Seat(LiveGate gate, Guid key, HttpContext connection, long since) : IDisposable
    {
        private readonly Lock _gate = new();
        private int _left;

        /// <summary>When it was taken.</summary>
        public long Since => since;

        /// <summary>Cuts the connection off; whoever comes back is asked anew.</summary>
        public void Cut()
        {
            // Once it has left, the request is another's.
            lock (_gate)
            {
                if (_left == 0) connection.Abort();
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                if (_left == 1) return;
                _left = 1;
            }

            gate._sitting.TryRemove(this, out _);
            gate.Leave(key);
        }
    }
}

/// <summary>The caller as the framework carries it along a connection.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity("store")
{
    /// <summary>Who asks.</summary>
    public Caller Caller => caller;

    /// <summary>The caller as a user.</summary>
    public static ClaimsPrincipal Principal(Caller caller)
    {
        var identity = new CallerIdentity(caller);
        if (caller.Id is { } id) identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id.ToString()));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The caller that a user is.</summary>
    public static Caller Of(ClaimsPrincipal? user) => (user?.Identity as CallerIdentity)?.Caller ?? Caller.Guest;
}
