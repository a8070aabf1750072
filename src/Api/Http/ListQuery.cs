using System.Globalization;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Api.Http;

/// <summary>Which page of a list.</summary>
/// <param name="Limit">From 1 to <see cref="MaxLimit"/>.</param>
public sealed record ListQuery(int Limit, string? Cursor, OrderStatus? Status)
{
    /// <summary>Things on a page when nobody says; what a screen shows.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Things on a page at most; larger pages hold up other requests.</summary>
    public const int MaxLimit = 100;

    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["limit", "cursor", "status"];

    /// <summary>The parameters of a list of which nothing is asked but the page.</summary>
    internal static readonly string[] PageParameters = ["limit", "cursor"];

    private static readonly OrderedDictionary<string, OrderStatus> Statuses =
        new(Enum.GetValues<OrderStatus>().Select(s => KeyValuePair.Create(OrderErrors.Name(s), s)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the query of a list of which nothing is asked but the page.</summary>
    internal static Problem? ReadPage(HttpRequest request, out ListQuery query)
    {
        query = new(DefaultLimit, null, null);
        return KnownParameters.Check(request, PageParameters) ?? Read(request, out query);
    }

    /// <summary>Reads the query.</summary>
    internal static Problem? Read(HttpRequest request, out ListQuery query)
    {
        query = new(DefaultLimit, null, null);
        if (!request.QueryString.HasValue) return null;
        if (KnownParameters.Check(request, Parameters) is { } unknown) return unknown;
        if (ReadLimit(request.Query["limit"], out var limit) is { } problem) return problem;
        if (ReadStatus(request.Query["status"], out var status) is { } unknownStatus) return unknownStatus;
        query = new(limit, request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null, status);
        return null;
    }

    /// <summary>Reads a status of orders; null when none is named.</summary>
    internal static Problem? ReadStatus(string? name, out OrderStatus? status)
    {
        status = null;
        if (string.IsNullOrEmpty(name)) return null;
        if (!Statuses.TryGetValue(name, out var known)) return Problems.Validation("status", $"Must be one of {string.Join(", ", Statuses.Keys)}.");
        status = known;
        return null;
    }

    /// <summary>Reads how many things a page has.</summary>
    internal static Problem? ReadLimit(string? text, out int limit)
    {
        limit = DefaultLimit;
        if (string.IsNullOrEmpty(text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit
            ? null
            : Problems.Validation("limit", $"Must be from 1 to {MaxLimit}.");
    }
}
