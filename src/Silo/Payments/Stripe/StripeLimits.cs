namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Limits of the way to Stripe, each with its reason.</summary>
public static class StripeLimits
{
    /// <summary>What one piece of work waits for an answer, with all repeats; a call between grains waits 15 s.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(12);

    /// <summary>Between a call and its repeat, to begin with; Stripe's own clients wait so long.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Repeats of one call; the checkout asks again by itself after that.</summary>
    public const int Repeats = 2;

    /// <summary>How long a key is certainly remembered: a day, less an hour for clocks and calls on their way.</summary>
    public static readonly TimeSpan KeysLast = TimeSpan.FromHours(23);

    /// <summary>After which what was made is found by a search; Stripe says a minute.</summary>
    public static readonly TimeSpan SearchLag = TimeSpan.FromMinutes(10);

    /// <summary>Keys that one refund may use up.</summary>
    public const int Keys = 5;

    /// <summary>Refunds that are listed at once; Stripe gives no more.</summary>
    public const int Page = 100;

    /// <summary>How old what a webhook tells may be, or how far ahead; Stripe's own tolerance.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Connections to Stripe; it allows some 100 calls a second.</summary>
    public const int Connections = 64;

    /// <summary>Bytes of an answer; the largest are some 20 KB.</summary>
    public const int Answer = 1 << 20;
}
