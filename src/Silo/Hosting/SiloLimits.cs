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

    /// <summary>Between two tries to start a grain that works by itself: soon, for somebody may wait for his order.</summary>
    public static readonly TimeSpan GrainRetry = TimeSpan.FromSeconds(5);

    /// <summary>The ports of a silo in a cluster: those that Orleans uses by itself.</summary>
    public const int SiloPort = 11111;

    /// <inheritdoc cref="SiloPort"/>
    public const int GatewayPort = 30000;

    /// <summary>
    /// A dead silo is missed after three probes of this length, about 5 s in all. Its buyers wait so long; a shorter limit would
    /// take a silo that collects garbage for dead, and then it ends itself.
    /// </summary>
    public static readonly TimeSpan Probe = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc cref="Probe"/>
    public const int MissedProbes = 3;

    /// <summary>How often a process reads who is in the cluster when nobody has told it; bounds how long a lost message about that is not noticed.</summary>
    public static readonly TimeSpan MembershipRefresh = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a silo says that it lives. Silos that start after all others were killed take those for gone after three of
    /// these, and do not wait for their answers.
    /// </summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>Silos that are gone for so long are not listed any more.</summary>
    public static readonly TimeSpan DefunctSilo = TimeSpan.FromDays(1);

    /// <summary>How long a call waits for its answer: three times what a failover takes; then the caller is told to come again.</summary>
    public static readonly TimeSpan Response = TimeSpan.FromSeconds(15);

    /// <summary>Between two tries of a client to find a silo.</summary>
    public static readonly TimeSpan ClientRetry = TimeSpan.FromSeconds(1);

    /// <summary>How long a process of a cluster that was asked to stop serves on as not ready: two looks of a usual load balancer.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    /// <summary>What requests under way and grains may take to end before the process does.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(30);
}
