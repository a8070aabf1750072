using OrleansStore.Contracts;

namespace OrleansStore.Api.Http;

/// <summary>What a use case answers, whatever channel asked.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">UTF-8 JSON; empty for a problem until it is encoded, and where there is nothing to say.</param>
public sealed record Answer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Media type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Set when it was refused.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The journal's global position of the last event behind the answer; 0 when there is none. Header <c>Store-Position</c>.</summary>
    public long Position { get; init; }

    /// <summary>The version of the resource in the body; 0 when it has none. Header <c>ETag</c>.</summary>
    public int Version { get; init; }

    /// <summary>The body tells of other things too, which change without this version: a version is not enough to answer 304.</summary>
    public bool Joined { get; init; }

    /// <summary>Whom it tells something of: the account, or the order of a guest; null where it is the caller, or nobody.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The address of what was created.</summary>
    public string? Location { get; init; }

    /// <summary>The answer was given before, to the same Idempotency-Key.</summary>
    public bool Replayed { get; init; }

    /// <summary>A value.</summary>
    public static Answer Of<T>(T value, int status = 200, long position = 0, int version = 0)
        where T : class => new(status, ApiJson.Encode(value)) { Position = position, Version = version };

    /// <summary>Nothing to say but that it is done.</summary>
    public static Answer Done(long position) => new(204, default) { Position = position };

    /// <summary>A refusal.</summary>
    public static Answer Refuse(Problem problem, long position = 0) =>
        new(problem.Status, default) { Problem = problem, ContentType = Http.Problem.ContentType, Position = position };

    /// <summary>A broken rule of the shop.</summary>
    public static Answer Refuse<T>(Result<T> result)
        where T : class => Refuse(Http.Problem.Of(result.Error!), result.Position);

    /// <summary>A refusal.</summary>
    public static implicit operator Answer(Problem problem) => Refuse(problem);

    /// <summary>The same answer with its problem, if it is one, in the body.</summary>
    public Answer Encoded(string traceId) => Problem is null || !Body.IsEmpty ? this : this with { Body = Problem.Encode(traceId) };
}
