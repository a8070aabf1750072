using System.Globalization;

namespace OrleansStore.Api.Http;

/// <summary>Times after the question mark.</summary>
internal static class QueryTime
{
    /// <summary>Reads a day or a time; null when none is named. A time without a zone is UTC, as all times here are.</summary>
    public static Problem? Read(IQueryCollection query, string name, out DateTimeOffset? time)
    {
        time = null;
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed))
            return Problems.Validation(name, "Must be a day or a time of RFC 3339, such as 2026-11-21 or 2026-11-21T08:00:00Z.");
        time = parsed;
        return null;
    }
}
