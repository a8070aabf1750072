using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;

namespace OrleansStore.Api.Access;

/// <summary>The one door to all endpoints: finds out who asks, and lets in whom the endpoint's <see cref="Policy"/> is open to.</summary>
/// <remarks>An endpoint that declares none is closed to everybody.</remarks>
internal sealed class AccessGate(RequestDelegate next, Callers callers, OrderTokens orderTokens)
{
    /// <summary>Lets the call through to its endpoint, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // What is no route is the answer that there is none, or none for the method or the media type.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) return next(context);
        if (endpoint.Metadata.GetMetadata<Policy>() is not { } policy) return Replies.WriteAsync(context, Problems.Forbidden());
        if (policy.Door == Door.Public) return next(context);
        var refusal = callers.Find(context, policy.TakesQueryToken, out var caller);
        context.Features.Set(new Admission(caller, policy));
        refusal ??= policy.Check(caller) ?? CheckToken(caller, policy);
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
}
