using Orleans.Concurrency;

namespace OrleansStore.Contracts.Sweeping;

/// <summary>
/// Finds what is over its time (unpaid orders, holds that no order stands behind, carts nobody touches) and asks whoever
/// owns it to end it. One for the whole store: key 0.
/// </summary>
[Alias("store.sweeper")]
public interface ISweeperGrain : IGrainWithIntegerKey
{
    /// <summary>Starts looking, at once and then as often as the store is set to.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Brings it back, wherever its silo went.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>Looks now.</summary>
    [Alias("sweep")]
    Task<SweepReport> Sweep();
}

/// <summary>What a look came to.</summary>
/// <param name="Watched">What may become due and is not, or would not end.</param>
/// <param name="Asked">What was due.</param>
/// <param name="Ended">What of that has ended, or had already.</param>
[GenerateSerializer, Immutable, Alias("store.sweepReport")]
public sealed record SweepReport(int Watched, int Asked, int Ended);

/// <summary>Limits of the sweeper, each with its reason.</summary>
public static class SweepLimits
{
    /// <summary>Things asked at once; more would compete with the shop's own work.</summary>
    public const int AtOnce = 32;

    /// <summary>Things asked in one look; the rest is asked in the next, so that a look ends.</summary>
    public const int AtMost = 10_000;

    /// <summary>How often the journal is read on, if the store looks less often: a look then has little to catch up with.</summary>
    public static readonly TimeSpan Follow = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo sees to it that somebody looks; where the silo of who did dies, the reminder would come after a minute.</summary>
    public static readonly TimeSpan Wake = TimeSpan.FromSeconds(10);
}
