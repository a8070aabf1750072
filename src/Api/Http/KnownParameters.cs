using Microsoft.AspNetCore.WebUtilities;

namespace OrleansStore.Api.Http;

/// <summary>Parameters after the question mark that a read takes.</summary>
/// <remarks>Others are refused: a filter that nobody reads would be answered with what was not asked for.</remarks>
internal static class KnownParameters
{
    /// <summary>What a guest may name with any read.</summary>
    private const string OrderToken = "orderToken";

    /// <summary>The refusal when the request names another one.</summary>
    public static Problem? Check(HttpRequest request, string[] known)
    {
        if (!request.QueryString.HasValue) return null;
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value!))
        {
            var name = pair.DecodeName().ToString();
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Equals(OrderToken, StringComparison.OrdinalIgnoreCase))
                return Refuse(name, known);
        }

        return null;
    }

    /// <summary>The refusal of a parameter.</summary>
    public static Problem Refuse(string name, string[] known) => Problems.Validation(name, known is []
        ? "Not available in this version; nothing is."
        : $"Not available in this version; available are {string.Join(", ", known)}.");
}
