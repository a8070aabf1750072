using System.Net;
using System.Net.Sockets;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>Has whoever guesses passwords wait, longer each time: by account, whether there is one or not, and by network address.</summary>
public sealed class GuessGuard(IGrainFactory grains)
{
    /// <summary>Counts an attempt before it is made.</summary>
    /// <param name="claim">The key of the account's address; see <see cref="Contracts.Claims.IClaimNames"/>.</param>
    /// <param name="address">Where it comes from; what is on this machine is not counted.</param>
    /// <returns>The refusal when it has to wait.</returns>
    public async Task<(Problem? Refusal, Guess Guess)> BeginAsync(string claim, IPAddress? address)
    {
        var guess = new Guess(AttemptKeys.Account(claim), KeyOf(address));
        if (guess.Address is { } from && await CounterOf(from).Begin(from, AttemptLimits.OfAddress) is var pause && pause > TimeSpan.Zero) return (TooMany(pause), guess);
        var wait = await CounterOf(guess.Account).Begin(guess.Account, AttemptLimits.OfAccount);
        if (wait <= TimeSpan.Zero) return (null, guess);
        await TakeBackAsync(guess.Address, forget: false);
        return (TooMany(wait), guess);
    }

    /// <summary>It was right: the account's count begins anew. Not the network address's: who knows one password may guess at others.</summary>
    public Task SucceededAsync(Guess guess) => Task.WhenAll(TakeBackAsync(guess.Account, forget: true), TakeBackAsync(guess.Address, forget: false));

    /// <summary>It was not made.</summary>
    public Task UndoAsync(Guess guess) => Task.WhenAll(TakeBackAsync(guess.Account, forget: false), TakeBackAsync(guess.Address, forget: false));

    /// <summary>The owner has proved otherwise who it is.</summary>
    public Task ForgetAsync(string claim) => TakeBackAsync(AttemptKeys.Account(claim), forget: true);

    private async Task TakeBackAsync(string? key, bool forget)
    {
        if (key is not null) await CounterOf(key).TakeBack(key, forget);
    }

    private IAttemptsGrain CounterOf(string key) => grains.GetGrain<IAttemptsGrain>(AttemptKeys.ShardOf(key));

    private static Problem TooMany(TimeSpan wait) =>
        new(429, "tooManyAttempts", "Too many attempts to log in; try again later, or set a new password.") { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };

    /// <summary>Of the sixth version a whole network belongs to one subscriber, who can come from any address in it.</summary>
    private static string? KeyOf(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return AttemptKeys.Address(address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString());
    }
}

/// <summary>An attempt that is counted.</summary>
public readonly record struct Guess(string Account, string? Address);
