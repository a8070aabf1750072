using System.Globalization;

namespace OrleansStore.Api.Http;

/// <summary>Which stretch of something that only grows.</summary>
/// <param name="After">A position; what came after it.</param>
/// <param name="Limit">From 1 to <see cref="ListQuery.MaxLimit"/>.</param>
public sealed record AfterQuery(long After, int Limit)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["after", "limit"];

    /// <summary>Reads the query.</summary>
    internal static Problem? Read(HttpRequest request, out AfterQuery query)
    {
        query = new(0, ListQuery.DefaultLimit);
        if (KnownParameters.Check(request, Parameters) is { } unknown) return unknown;
        if (ListQuery.ReadLimit(request.Query["limit"], out var limit) is { } problem) return problem;
        var after = 0L;
        if (request.Query["after"].ToString() is { Length: > 0 } text && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Validation("after", "Must be a position, a whole number from 0.");
        query = new(after, limit);
        return null;
    }
}
