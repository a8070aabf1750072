using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Hygiene;
using OrleansStore.Api.Limits;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Access;

/// <summary>The one door to all endpoints: finds out who asks, and lets in whom the endpoint's <see cref="Policy"/> is open to.</summary>
/// <remarks>An endpoint that declares none is closed to everybody.</remarks>
internal sealed class AccessGate(RequestDelegate next, Callers callers, OrderTokens orderTokens, RateLimits rates)
{
    /// <summary>Lets the call through to its endpoint, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // What is no route is the answer that there is none, or none for the method or the media type.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) return rates.Take(context, Caller.Guest) is { } fast ? Replies.WriteAsync(context, fast) : next(context);
        if (endpoint.Metadata.GetMetadata<Policy>() is not { } policy) return Replies.WriteAsync(context, Problems.Forbidden());
        if (policy.Door == Door.Public) return rates.Take(context, Caller.Guest) is { } hasty ? Replies.WriteAsync(context, hasty) : next(context);
        var found = callers.FindAsync(context, policy.TakesQueryToken);
        return found.IsCompletedSuccessfully ? EnterAsync(context, policy, found.Result) : EnterLaterAsync(context, policy, found);
    }

    private async Task EnterLaterAsync(HttpContext context, Policy policy, ValueTask<Found> finding) => await EnterAsync(context, policy, await finding);

    private Task EnterAsync(HttpContext context, Policy policy, Found found)
    {
        var caller = found.Caller;
        context.Features.Set(new Admission(caller, policy));
        // Before anything else is said: who guesses tokens is counted too, by address.
        var refusal = rates.Take(context, caller) ?? found.Refusal ?? policy.Check(caller) ?? CheckToken(caller, policy);
        return refusal is null ? next(context) : Replies.WriteAsync(context, refusal);
    }

    private Problem? CheckToken(Caller caller, Policy policy) =>
        policy.Door == Door.Known && caller is { IsGuest: true, OrderToken: { } token } && orderTokens.Open(token) is null ? Problems.InvalidToken() : null;
}

/// <summary>Who was let in, and by which policy.</summary>
internal sealed record Admission(Caller Caller, Policy Policy)
{
    private static readonly Admission Public = new(Caller.Guest, Policy.Public);

    /// <summary>Of a request.</summary>
    public static Admission Of(HttpContext context) => context.Features.Get<Admission>() ?? Public;

    /// <summary>What a request asks for.</summary>
    public static string Operation(HttpContext context) => $"{context.Request.Method} {context.Request.Path}";

    /// <summary>Has a refusal written into the audit trail, when it is a denial.</summary>
    public static void Note(HttpContext context, Problem problem)
    {
        if (problem.Status is not (401 or 403)) return;
        var tokenShown = context.Request.Headers.Authorization.Count > 0 || context.Request.Query.ContainsKey("access_token");
        var caller = Of(context).Caller;
        var operation = caller.IsGuest ? Pattern(context, problem) : Operation(context);
        context.RequestServices.GetService<AuditTrail>()?.Deny(caller, operation, problem, tokenShown);
    }

    /// <summary>What nobody in particular asks for: one of the store's own addresses, so that nobody fills the trail with made-up ones.</summary>
    private static string Pattern(HttpContext context, Problem problem)
    {
        // Web sites, not addresses, are what these are about.
        if (problem.Code == WebHygiene.OriginRefused) return "live connection";
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint) return "no route";
        // A method that the route does not name is as made up as an address.
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } ? $"{context.Request.Method} {pattern}" : pattern;
    }
}
