using System.Globalization;

namespace OrleansStore.Api.Http;

/// <summary>Times after the question mark.</summary>
internal static class QueryTime
{
    /// <summary>Reads a day or a time; null when none is named.</summary>
    public static Problem? Read(IQueryCollection query, string name, out DateTimeOffset? time)
    {
        time = null;
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        time = Parse(text);
        return time is null ? Wrong(name) : null;
    }

    /// <summary>A day or a time; null when it is none. A time without a zone is UTC, as all times here are.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // A plus sign that nobody escaped comes as a space.
        const DateTimeStyles InUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, InUtc, out var time) ? time : null;
    }

    /// <summary>The refusal of what is no time.</summary>
    public static Problem Wrong(string name) =>
        Problems.Validation(name, "Must be a day or a time of RFC 3339, such as 2026-11-21 or 2026-11-21T08:00:00Z.");
}
