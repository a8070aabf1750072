using System.Collections.Concurrent;
using System.Security.Claims;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Counts who is in by live connections.</summary>
internal sealed class LiveGate(OrderTokens orderTokens, LiveLimits limits, RateLimits rates)
{
    private readonly ConcurrentDictionary<Guid, int> _seats = new();
    private int _taken;

    /// <summary>Connections that are in.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a seat, to be given back by disposing it.</summary>
    /// <returns>The refusal when all are taken.</returns>
    public Problem? Enter(Caller caller, out IDisposable seat)
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

        seat = new Seat(this, key);
        return null;
    }

    /// <summary>Counts a message or a command of a user, over all of the user's connections.</summary>
    /// <returns>The refusal when they come too fast.</returns>
    public Problem? Hear(Caller caller, LimitClass limit = LimitClass.Message) => rates.Take(limit, KeyOf(caller));

    // A token can be written in several ways; its order cannot.
    private Guid KeyOf(Caller caller) =>
        (caller.Id ?? caller.ApiKey ?? (caller.OrderToken is { } token ? orderTokens.Open(token) : null)).GetValueOrDefault();

    private void Leave(Guid key)
    {
        Interlocked.Decrement(ref _taken);
        if (_seats.AddOrUpdate(key, 0, static (_, count) => count - 1) == 0) _seats.TryRemove(KeyValuePair.Create(key, 0));
    }

    private sealed class Seat(LiveGate gate, Guid key) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) gate.Leave(key);
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
