using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Hygiene;

/// <summary>What every answer tells browsers, and whose scripts may open live connections.</summary>
internal sealed class WebHygiene(RequestDelegate next, StoreOptions options, IHostEnvironment environment)
{
    /// <summary>Code of the refusal of other sites' scripts.</summary>
    public const string OriginRefused = "originRefused";

    /// <summary>A year, as browsers' own lists ask for.</summary>
    private const string OneYear = "max-age=31536000";

    private readonly bool _isDevelopment = environment.IsDevelopment();
    private readonly string[] _origins = [.. options.Origins];

    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context);
        // On a developer's machine it would outlive the try and lock him out of other programs on localhost.
        if (context.Request.IsHttps && !_isDevelopment) context.Response.Headers.StrictTransportSecurity = OneYear;
        return IsStrange(context) ? Replies.WriteAsync(context, Refused()) : next(context);
    }

    private static Problem Refused() => new(403, OriginRefused, "Scripts of this web site may not open live connections here.");

    /// <summary>Whether a script of somebody else's site asks for a live connection; browsers do not hold those to the rules for other requests.</summary>
    private bool IsStrange(HttpContext context)
    {
        var request = context.Request;
        // Who is no browser sends none, and has no visitor to impersonate.
        if (request.Headers.Origin.Count == 0 || !IsLive(context)) return false;
        var origin = request.Headers.Origin.ToString();
        return !_origins.Contains(origin, StringComparer.Ordinal) && !IsOwn(origin, request);
    }

    private static bool IsLive(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Policy>() is { TakesQueryToken: true } || context.Request.Headers.Upgrade.Count > 0;

    // A page that came in the clear may have been written by anybody on the way.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase)
            && site.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && site.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));
}

/// <summary>Headers by which browsers hold answers to what they are.</summary>
internal static class SecurityHeaders
{
    /// <summary>An answer of the API is data: nothing in it runs, and nobody frames it.</summary>
    private const string Data = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The page of the docs runs its own scripts only; its styles stand in it.</summary>
    private const string DocsPage = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Pages of shop and back office: everything is a file of the store's own, save pictures of products; nothing stands in the page itself.</summary>
    private const string Store = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
        + "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What a page of the store is held to, in the place of what every answer is.</summary>
    public static void ApplyToPage(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Store;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    public static void Apply(HttpContext context)
    {
        var request = context.Request;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = DocsPage;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        else
        {
            headers.ContentSecurityPolicy = Data;
        }

        // What is for one person is kept by no cache on the way, nor by a browser that the next person uses.
        if (request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("Order-Token") || request.Headers.ContainsKey("Cart-Token")
            || (request.QueryString.HasValue && (request.Query.ContainsKey("orderToken") || request.Query.ContainsKey("access_token"))))
            headers.CacheControl = "no-store";
    }
}
