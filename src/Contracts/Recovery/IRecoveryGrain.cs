namespace OrleansStore.Contracts.Recovery;

/// <summary>Finds checkouts that were begun and not finished, and has them go on. One for the whole store: key 0.</summary>
[Alias("store.recovery")]
public interface IRecoveryGrain : IGrainWithIntegerKey
{
    /// <summary>Starts looking, at once and then every <see cref="RecoveryLimits.Period"/>.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Brings it back, wherever its silo went; what it does when it is there is look.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>Looks now, and returns how many checkouts are still open.</summary>
    [Alias("sweep")]
    Task<int> Sweep();
}

/// <summary>Limits of the recovery, each with its reason.</summary>
public static class RecoveryLimits
{
    /// <summary>How often it looks; a crashed purchase waits at most this long.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Checkouts gone on with at once; more would compete with the shop's own work.</summary>
    public const int AtOnce = 32;
}
