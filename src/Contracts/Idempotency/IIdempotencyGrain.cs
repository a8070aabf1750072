using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansStore.Contracts.Idempotency;

/// <summary>Remembers what one Idempotency-Key of one caller led to. Key: a hash of caller and key.</summary>
[Alias("store.idempotency")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>A request came.</summary>
    /// <param name="fingerprint">A hash of method, path and body: the same key with another one is refused.</param>
    /// <param name="commandId">The id to use if this is the first time; a retry after a crash gets the first one's.</param>
    [Alias("begin")]
    Task<IdempotencyTicket> Begin(ImmutableArray<byte> fingerprint, Guid commandId);

    /// <summary>The request was answered; repeats get this answer from now on.</summary>
    /// <param name="subject">Whom the answer is about: the caller, or what a guest made.</param>
    [Alias("complete")]
    Task Complete(StoredResponse response, Guid subject);

    /// <summary>The request failed in a way that a retry may mend; the next one runs again, with the same command id.</summary>
    [Alias("abandon")]
    Task Abandon();
}

/// <summary>What is to happen with a request.</summary>
[GenerateSerializer, Alias("store.idempotencyVerdict")]
public enum IdempotencyVerdict
{
    /// <summary>Run it, with the ticket's command id.</summary>
    Run,

    /// <summary>The first one still runs.</summary>
    Running,

    /// <summary>Give the stored answer.</summary>
    Replay,

    /// <summary>The key was used for another request.</summary>
    Mismatch,
}

/// <summary>What is to happen with a request.</summary>
[GenerateSerializer, Immutable, Alias("store.idempotencyTicket")]
public sealed record IdempotencyTicket(IdempotencyVerdict Verdict, Guid CommandId, StoredResponse? Response);

/// <summary>An answer to be given again.</summary>
/// <param name="Body">The bytes of the body, as sent.</param>
[GenerateSerializer, Immutable, Alias("store.storedResponse")]
public sealed record StoredResponse(
    int Status,
    string ContentType,
    [property: Personal, JsonConverter(typeof(Base64Bytes))] ImmutableArray<byte> Body,
    ImmutableDictionary<string, string> Headers);

/// <summary>Limits of idempotency, each with its reason.</summary>
public static class IdempotencyLimits
{
    /// <summary>How long an answer is kept for repeats.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>After this a request that never ended (its node died) may be run again; longer than any request lives.</summary>
    public static readonly TimeSpan Running = TimeSpan.FromSeconds(30);

    /// <summary>Characters of a key.</summary>
    public const int Key = 255;
}
