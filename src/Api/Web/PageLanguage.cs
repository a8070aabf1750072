using Microsoft.Net.Http.Headers;

namespace OrleansStore.Api.Web;

/// <summary>In which languages a browser would have a page; the client has the same rule in <c>src/Web/src/texts/index.ts</c>.</summary>
internal static class PageLanguage
{
    private const string Cookie = "language";

    /// <summary>What answers depend on that are chosen by it.</summary>
    public static readonly string[] Vary = [HeaderNames.AcceptLanguage, HeaderNames.Cookie];

    /// <summary>Two letters each (ISO 639-1), the dearest first: what was chosen on a page, then what the browser is set to.</summary>
    public static IEnumerable<string> Wanted(HttpRequest request)
    {
        if (request.Cookies[Cookie] is { } chosen) yield return chosen;
        if (request.Headers.AcceptLanguage.Count == 0) yield break;
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1))
            yield return accepted.Value.Value!.Split('-')[0].ToLowerInvariant();
    }
}
