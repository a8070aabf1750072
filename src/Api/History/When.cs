using System.Globalization;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.History;

/// <summary>Which moment of a thing's past: one of its versions, or a time.</summary>
internal readonly record struct When(int? Version, DateTimeOffset? Time)
{
    /// <summary>The parameters of a read that looks back.</summary>
    public static readonly string[] Parameters = ["version", "asOf"];

    /// <summary>The parameters of a comparison.</summary>
    public static readonly string[] Span = ["from", "to"];

    /// <summary>The name of the parameter that a version or a time came by.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Whether the caller looks back at all.</summary>
    public static bool IsAsked(IQueryCollection query) => query.Count > 0 && (Has(query, "version") || Has(query, "asOf"));

    /// <summary>Reads <c>version</c> or <c>asOf</c>; only when one of them is there.</summary>
    public static Problem? Read(IQueryCollection query, out When when)
    {
        when = default;
        if (Has(query, "version") && Has(query, "asOf")) return Problems.Validation("asOf", "Name a version or a time, not both.");
        return Has(query, "version") ? ReadVersion(query, "version", 1, out when) : ReadTime(query, "asOf", out when);
    }

    /// <summary>Reads one end of a comparison: a version, or a time.</summary>
    /// <param name="least">The least version that may be named.</param>
    /// <returns>Neither when it is not there.</returns>
    public static Problem? ReadEnd(IQueryCollection query, string name, int least, out When when)
    {
        when = new(null, null) { Name = name };
        if (!Has(query, name)) return null;
        return query[name].ToString().All(char.IsAsciiDigit) ? ReadVersion(query, name, least, out when) : ReadTime(query, name, out when);
    }

    private static bool Has(IQueryCollection query, string name) => query[name].ToString().Length > 0;

    private static Problem? ReadVersion(IQueryCollection query, string name, int least, out When when)
    {
        when = default;
        if (!int.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < least)
            return Problems.Validation(name, $"Must be a version, a whole number from {least}.");
        when = new(version, null) { Name = name };
        return null;
    }

    private static Problem? ReadTime(IQueryCollection query, string name, out When when)
    {
        when = default;
        if (QueryTime.Parse(query[name].ToString()) is not { } time) return QueryTime.Wrong(name);
        when = new(null, time) { Name = name };
        return null;
    }
}
