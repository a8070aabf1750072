using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Products;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api.Http;

/// <summary>Refusals that come from HTTP or from broken infrastructure and not from a rule of the shop.</summary>
public static class Problems
{
    /// <summary>Nobody is logged in, and somebody must be.</summary>
    public static Problem Unauthenticated() => new(401, "unauthenticated", "Log in first: send 'Authorization: Bearer <accessToken>'.");

    /// <summary>The token is not one of this store's, or has expired.</summary>
    public static Problem InvalidToken() => new(401, "unauthenticated", "The access token is not valid or has expired.");

    /// <summary>Somebody is logged in, but may not do this.</summary>
    public static Problem Forbidden() => new(403, "forbidden", "This is not yours to do.");

    /// <summary>The input does not hold what it must.</summary>
    public static Problem Validation(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, "validation", "The input is not valid; see errors.") { Errors = errors };

    /// <summary>The input does not hold what it must, in one field.</summary>
    public static Problem Validation(string field, string message) =>
        Validation(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>The body is not JSON, or something in it has the wrong type.</summary>
    /// <param name="path">Where, such as <c>$.items[0].quantity</c>.</param>
    public static Problem MalformedJson(string? path)
    {
        var where = string.IsNullOrEmpty(path) ? "$" : path;
        return new(400, "malformedJson", $"The body is not the JSON expected; it goes wrong at {where}.")
        {
            Errors = new Dictionary<string, string[]> { [where.TrimStart('$', '.') is { Length: > 0 } field ? field : "$"] = ["Unknown, of the wrong type, or not JSON."] },
        };
    }

    /// <summary>The body is larger than the limit.</summary>
    public static Problem BodyTooLarge(long limit) => new(413, "bodyTooLarge", $"A body has at most {limit} bytes.");

    /// <summary>The body did not arrive in time.</summary>
    public static Problem RequestTimeout() => new(408, "requestTimeout", "The body did not arrive in time.");

    /// <summary>The body is not declared as JSON.</summary>
    public static Problem UnsupportedMediaType() => new(415, "unsupportedMediaType", "Send 'Content-Type: application/json'.");

    /// <summary>There is nothing under the address.</summary>
    public static Problem NotFound() => new(404, "notFound", "There is nothing here.");

    /// <summary>The Idempotency-Key was used for another request.</summary>
    public static Problem KeyReused() => new(422, "idempotencyKeyReused", "The same Idempotency-Key was used before for another request.");

    /// <summary>A request with the same Idempotency-Key still runs.</summary>
    public static Problem InProgress() =>
        new(409, "requestInProgress", "A request with the same Idempotency-Key still runs.") { RetryAfter = 1 };

    /// <summary>The read side has not taken in the position yet.</summary>
    public static Problem ReadModelBehind() =>
        new(503, "readModelBehind", "The read side has not come as far as Store-Min-Position yet.") { RetryAfter = 1 };

    /// <summary>More wait than the limit allows.</summary>
    public static Problem Busy() => new(503, "busy", "Too many wait for the same thing; try again shortly.") { RetryAfter = 2 };

    /// <summary>It was done, and who did it could not be written down.</summary>
    public static Problem AuditUnavailable() =>
        new(503, "auditUnavailable", "It took effect, and could not be written into the audit trail; repeat it only with the same Idempotency-Key.") { RetryAfter = 5 };

    /// <summary>No answer came from inside.</summary>
    public static Problem Unanswered() =>
        new(503, "timeout", "The store did not answer in time; the request may still take effect. Try again with the same Idempotency-Key.") { RetryAfter = 2 };

    /// <summary>For an exception. Its text stays here: it may name tables, paths or people.</summary>
    /// <returns>Never null; 500 <c>internalError</c> for what nobody expected.</returns>
    public static Problem Of(Exception exception) => exception switch
    {
        StorageUnavailableException { Fault: var fault } => StorageUnavailable(fault),
        JournalUnavailableException { Fault: var fault } => StorageUnavailable(fault.ToString()),
        JournalOutcomeUnknownException => StorageUnavailable("unreachable"),
        TimeoutException => Unanswered(),
        _ when EngineParts.IsPassing(exception) => Unanswered(),
        LaneFullException => Busy(),
        InvalidSearchException => Validation("search", InvalidSearchException.Rule),
        InvalidCursorException => new(400, "invalidCursor", "The cursor is not one of this store's."),
        BadHttpRequestException { StatusCode: 413 } => new(413, "bodyTooLarge", "The body is too large."),
        BadHttpRequestException { StatusCode: var status } => new(status, "badRequest", "The request cannot be read."),
        _ => new(500, "internalError", "Something went wrong in the store; the log knows more under the trace id."),
    };

    /// <summary>For a status that was answered without a body.</summary>
    public static Problem Of(int status) => status switch
    {
        401 => Unauthenticated(),
        403 => Forbidden(),
        404 => NotFound(),
        405 => new(405, "methodNotAllowed", "The address does not take this method; see Allow."),
        415 => UnsupportedMediaType(),
        _ => new(status, status >= 500 ? "internalError" : "badRequest", "The request cannot be served."),
    };

    private static Problem StorageUnavailable(string fault) =>
        new Problem(503, "storageUnavailable", "The store cannot write or read now; nothing was changed. Try again later.") { RetryAfter = 5 }
            .With("fault", char.ToLowerInvariant(fault[0]) + fault[1..]);
}
