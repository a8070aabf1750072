namespace OrleansStore.Contracts.Outbound;

/// <summary>Limits of what leaves the store, each with its reason.</summary>
public sealed record OutboundLimits
{
    /// <summary>How often a receiver looks for something new: what a person would not notice.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often each silo sees to it that somebody works for every receiver; a failover takes at most this long.</summary>
    public TimeSpan Wake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Events read at a time.</summary>
    public int Page { get; init; } = 500;

    /// <summary>Messages that wait for a receiver; when they are this many it reads on only as they go. All are in one durable row.</summary>
    public int Waiting { get; init; } = 1_000;

    /// <summary>How long one attempt may take; integrators are told so.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a round starts new attempts before it is written down how far it came; a crash repeats at most one round.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between the first failure of a message and its next attempt; doubled with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two attempts: an hour after it is mended, a receiver has all it missed.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Failures in a row after which the receiver as a whole is left in peace and tried by one message at a time.</summary>
    public int Breaker { get; init; } = 5;

    /// <summary>How long a message is tried: over a long weekend somebody notices. Then it is a dead letter.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The newest attempts that are kept for people to look at.</summary>
    public int Deliveries { get; init; } = 100;

    /// <summary>The newest dead letters that are kept; each is logged besides.</summary>
    public int DeadLetters { get; init; } = 100;

    /// <summary>Positions after which it is written down how far a receiver is that nothing concerned.</summary>
    public int KeepEvery { get; init; } = 2_000;
}
