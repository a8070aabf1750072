using System.Collections.Immutable;

namespace OrleansStore.Contracts;

/// <summary>What a refusal is about; decides its HTTP status.</summary>
[GenerateSerializer, Alias("store.errorKind")]
public enum ErrorKind
{
    /// <summary>The input is wrong (400).</summary>
    Invalid,

    /// <summary>The thing does not exist (404).</summary>
    NotFound,

    /// <summary>The thing's present state does not allow it (409).</summary>
    Conflict,

    /// <summary>The caller's version is old (412).</summary>
    Stale,

    /// <summary>Well formed, but cannot be done as said (422).</summary>
    Unprocessable,

    /// <summary>The payment was declined (402).</summary>
    PaymentDeclined,

    /// <summary>Not the caller's business (403).</summary>
    Forbidden,

    /// <summary>A limit is reached (429).</summary>
    LimitReached,
}

/// <summary>A broken rule, as a value.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Code">Stable, camelCase; clients branch on it.</param>
/// <param name="Detail">One sentence for people.</param>
/// <param name="Facts">Further fields of the problem, such as the present status.</param>
[GenerateSerializer, Immutable, Alias("store.error")]
public sealed record StoreError(ErrorKind Kind, string Code, string Detail, ImmutableDictionary<string, string>? Facts = null)
{
    /// <summary>The same error with one more fact.</summary>
    public StoreError With(string name, string value) =>
        this with { Facts = (Facts ?? ImmutableDictionary<string, string>.Empty).SetItem(name, value) };
}

/// <summary>The answer to a command or query: a value, or the rule that was broken.</summary>
/// <param name="Value">Set unless <paramref name="Error"/> is, save that an error may carry the present state with it.</param>
/// <param name="Error">Set when it was refused.</param>
/// <param name="Position">The journal's global position of the last event behind the answer.</param>
[GenerateSerializer, Immutable, Alias("store.result`1")]
public sealed record Result<T>(T? Value, StoreError? Error, long Position)
    where T : class
{
    /// <summary>The same refusal (or position) for another kind of value.</summary>
    public Result<TOther> Refused<TOther>()
        where TOther : class => new(null, Error, Position);
}

/// <summary>Makes results.</summary>
public static class Result
{
    /// <summary>It was done (or asked); this is what is.</summary>
    public static Result<T> Ok<T>(T value, long position)
        where T : class => new(value, null, position);

    /// <summary>It was refused; nothing was changed.</summary>
    public static Result<T> Refuse<T>(StoreError error, long position = 0)
        where T : class => new(null, error, position);
}
