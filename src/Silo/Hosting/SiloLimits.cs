namespace OrleansStore.Silo.Hosting;

/// <summary>Limits of a silo, each with its reason.</summary>
public static class SiloLimits
{
    /// <summary>
    /// An activation that nobody called for so long goes. Products and their stock stay; what belongs to one purchase
    /// has a shorter limit of its own, for thousands a second come and are never called again.
    /// </summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);

    /// <summary>How often idle activations are looked for.</summary>
    public static readonly TimeSpan LookForIdle = TimeSpan.FromSeconds(15);

    /// <summary>How often official memory streams look for messages; their 100 ms by default would be seen by who watches an order.</summary>
    public static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>Between two tries to begin the search for unfinished checkouts: soon, for somebody may wait for his order.</summary>
    public static readonly TimeSpan RecoveryRetry = TimeSpan.FromSeconds(5);
}
