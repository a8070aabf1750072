using OrleansStore.Api.Http;

namespace OrleansStore.Api.Customers;

/// <summary>Tells from a request who asks.</summary>
public sealed class Callers(AccessTokens tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who asks: by the header <c>Authorization</c>, else a guest.</summary>
    /// <returns>The refusal when there is a token and it is not valid: nobody is made a guest who meant to be somebody.</returns>
    public Problem? Find(HttpContext context, out Caller caller)
    {
        caller = Caller.Guest;
        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            var header = authorization.ToString();
            if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Problems.InvalidToken();
            if (tokens.Open(header.AsSpan(Bearer.Length).Trim()) is not { } known) return Problems.InvalidToken();
            caller = known;
        }

        if (context.Request.Headers.TryGetValue("Cart-Token", out var cartToken)) caller = caller with { CartToken = cartToken.ToString() };
        if (OrderToken(context.Request) is { Length: > 0 } orderToken) caller = caller with { OrderToken = orderToken };
        return null;
    }

    private static string? OrderToken(HttpRequest request) =>
        request.Headers.TryGetValue("Order-Token", out var header) ? header.ToString()
        : request.QueryString.HasValue ? request.Query["orderToken"].ToString()
        : null;
}
