using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OrleansStore.GraphQL.Serving;

/// <summary>The media types of GraphQL over HTTP.</summary>
internal static class GraphMedia
{
    /// <summary>An answer whose status tells whether the request was one.</summary>
    public const string Response = "application/graphql-response+json";

    /// <summary>The older one: whatever is a GraphQL answer has status 200.</summary>
    public const string Json = "application/json";

    private const string Html = "text/html";

    /// <summary>What the client takes; null when it takes neither. Who does not say gets <see cref="Json"/>.</summary>
    public static string? Negotiate(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0) return Json;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types)) return null;
        var (response, json) = (Quality(types, Response), Quality(types, Json));
        if (response <= 0 && json <= 0) return null;
        // Named as well as the other it is meant; by a wildcard both are.
        return response > json || (response == json && Names(types, Response)) ? Response : Json;
    }

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types) && Names(types, Html) && !Names(types, Response) && !Names(types, Json);

    /// <summary>Whether a body is declared as JSON in UTF-8.</summary>
    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static bool Names(IList<MediaTypeHeaderValue> types, string media) =>
        types.Any(t => t.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase) && t.Quality is not 0);

    /// <summary>How much it is wanted, by what names it most closely.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> types, string media)
    {
        var (best, quality) = (-1, 0.0);
        foreach (var type in types)
        {
            var closeness = type.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase) ? 2
                : type.MatchesAllTypes ? 0
                : type.MatchesAllSubTypesWithoutSuffix && media.StartsWith(type.Type.Value!, StringComparison.OrdinalIgnoreCase) ? 1
                : -1;
            if (closeness > best) (best, quality) = (closeness, type.Quality ?? 1);
        }

        return quality;
    }
}
