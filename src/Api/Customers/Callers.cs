using OrleansStore.Api.Http;

namespace OrleansStore.Api.Customers;

/// <summary>Tells from a request who asks.</summary>
public sealed class Callers(AccessTokens tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who asks: by the header <c>Authorization</c>, else a guest.</summary>
    /// <param name="inQuery">Whether the query's <c>access_token</c> counts too, as browsers cannot set headers everywhere.</param>
    /// <returns>The refusal when there is a token and it is not valid: nobody is made a guest who meant to be somebody.</returns>
    public Problem? Find(HttpContext context, bool inQuery, out Caller caller)
    {
        caller = Caller.Guest;
        var request = context.Request;
        var authorization = request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            var header = authorization.ToString();
            if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Problems.InvalidToken();
            if (tokens.Open(header.AsSpan(Bearer.Length).Trim()) is not { } known) return Problems.InvalidToken();
            caller = known;
        }
        else if (inQuery && request.Query.TryGetValue("access_token", out var token))
        {
            if (tokens.Open(token.ToString()) is not { } known) return Problems.InvalidToken();
            caller = known;
        }

        if (request.Headers.TryGetValue("Cart-Token", out var cartToken)) caller = caller with { CartToken = cartToken.ToString() };
        if (OrderToken(request) is { Length: > 0 } orderToken) caller = caller with { OrderToken = orderToken };
        return null;
    }

    private static string? OrderToken(HttpRequest request) =>
        request.Headers.TryGetValue("Order-Token", out var header) ? header.ToString()
        : request.QueryString.HasValue ? request.Query["orderToken"].ToString()
        : null;
}
