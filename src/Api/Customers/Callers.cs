using System.Runtime.CompilerServices;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Customers;

/// <summary>Tells from a request who asks.</summary>
internal sealed class Callers(AccessTokens tokens, ApiKeys keys)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who asks: by the header <c>Authorization</c>, which has an access token or an API key, else a guest.</summary>
    /// <param name="inQuery">Whether the query's <c>access_token</c> counts too, as browsers cannot set headers everywhere.</param>
    public ValueTask<Found> FindAsync(HttpContext context, bool inQuery)
    {
        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            var header = authorization.ToString();
            if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return new(Refused(context));
            var token = header.AsSpan(Bearer.Length).Trim();
            return token.StartsWith(ApiKeys.Prefix) ? OpenKeyAsync(context, token.ToString()) : new(Open(context, token));
        }

        return inQuery && context.Request.Query.TryGetValue("access_token", out var inside)
            ? new(Open(context, inside.ToString()))
            : new(new Found(Complete(context, Caller.Guest), null));
    }

    /// <summary>Who asks, by what a live connection says of itself where browsers cannot set headers; what it does not say, its request does.</summary>
    /// <param name="authorization">As in the header, or the token alone.</param>
    public async ValueTask<Found> FindAsync(HttpContext context, string? authorization, string? orderToken, string? cartToken)
    {
        var found = authorization is null
            ? await FindAsync(context, inQuery: false)
            : await FindAsync(context, authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : authorization);
        return found with { Caller = found.Caller with { OrderToken = orderToken ?? found.Caller.OrderToken, CartToken = cartToken ?? found.Caller.CartToken } };
    }

    private ValueTask<Found> FindAsync(HttpContext context, string token) =>
        token.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) ? OpenKeyAsync(context, token) : new(Open(context, token));

    private Found Open(HttpContext context, ReadOnlySpan<char> token) =>
        tokens.Open(token) is { } known ? new(Complete(context, known), null) : Refused(context);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Found> OpenKeyAsync(HttpContext context, string key) =>
        await keys.OpenAsync(key) is { } known ? new(Complete(context, known), null) : Refused(context);

    // Nobody is made a guest who meant to be somebody.
    private static Found Refused(HttpContext context) => new(Caller.Guest with { Address = context.Connection.RemoteIpAddress }, Problems.InvalidToken());

    private static Caller Complete(HttpContext context, Caller caller)
    {
        var request = context.Request;
        return caller with
        {
            Address = context.Connection.RemoteIpAddress,
            CartToken = request.Headers.TryGetValue("Cart-Token", out var cart) ? cart.ToString() : null,
            OrderToken = OrderToken(request) is { Length: > 0 } order ? order : null,
        };
    }

    private static string? OrderToken(HttpRequest request) =>
        request.Headers.TryGetValue("Order-Token", out var header) ? header.ToString()
        : request.QueryString.HasValue ? request.Query["orderToken"].ToString()
        : null;
}

/// <summary>Who asks.</summary>
/// <param name="Refusal">Set when there is a token and it is not valid.</param>
internal readonly record struct Found(Caller Caller, Problem? Refusal);
