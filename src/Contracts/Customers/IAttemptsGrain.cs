namespace OrleansStore.Contracts.Customers;

/// <summary>
/// Counts attempts to guess passwords, in memory: guessing must not fill the disk, and what a crash forgets costs a guesser
/// hardly less. Key: a shard, see <see cref="AttemptKeys.ShardOf"/>.
/// </summary>
[Alias("store.attempts")]
public interface IAttemptsGrain : IGrainWithIntegerKey
{
    /// <summary>Counts an attempt before it is made, so that many at once do not pass for one.</summary>
    /// <returns>How long to wait instead; zero: go on, and tell how it went.</returns>
    [Alias("begin")]
    Task<TimeSpan> Begin(string key, int free);

    /// <summary>The attempt was none: it succeeded, or was not made.</summary>
    /// <param name="forget">Also those before it.</param>
    [Alias("takeBack")]
    Task TakeBack(string key, bool forget);
}

/// <summary>What attempts are counted by. Keys hold neither e-mail addresses nor anything else that can be read.</summary>
public static class AttemptKeys
{
    /// <summary>Grains that share the counting.</summary>
    public const int Shards = 32;

    /// <summary>By account, whether there is one or not.</summary>
    /// <param name="claim">See <see cref="Claims.IClaimNames"/>.</param>
    public static string Account(string claim) => $"account:{DerivedId.Of(claim):N}";

    /// <summary>By network address.</summary>
    public static string Address(string address) => $"address:{DerivedId.Of(address):N}";

    /// <summary>The grain that counts a key.</summary>
    public static int ShardOf(string key) => Convert.ToInt32(key[^2..], 16) % Shards;
}

/// <summary>Limits of attempts, each with its reason.</summary>
public static class AttemptLimits
{
    /// <summary>Attempts at an account before the first wait: people mistype.</summary>
    public const int OfAccount = 5;

    /// <summary>Attempts from a network address before the first wait: many people may share one.</summary>
    public const int OfAddress = 20;

    /// <summary>The first wait; each further attempt doubles it.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait: a guesser has some hundred tries a day then, and an owner is not shut out for long.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>After so long without an attempt it is as if there had been none.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <summary>Keys that one shard remembers, some 200 bytes each; beyond that those that were not tried for the longest time go.</summary>
    public const int Keys = 10_000;
}
