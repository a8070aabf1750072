using System.Globalization;
using Microsoft.Extensions.Primitives;
using OrleansStore.ReadModels;

namespace OrleansStore.Api.Http;

/// <summary>Headers that make a request depend on what the caller has seen.</summary>
internal static class Preconditions
{
    /// <summary>How long a read waits for the caller's own write.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How far beyond what this node knows a position may be: minutes of the busiest store. No node is so far ahead of another, so nobody was given a higher one.</summary>
    private const long FarAhead = 1_000_000;

    /// <summary>The version in <c>If-Match</c>: an ETag of this store starts with the version.</summary>
    /// <returns>The refusal when the header is there and is not an ETag of this store.</returns>
    public static Problem? ReadIfMatch(HttpRequest request, out int? version)
    {
        version = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header == "*") return null;
        var tag = header.ToString().AsSpan().Trim();
        if (tag.StartsWith("W/")) tag = tag[2..];
        tag = tag.Trim('"');
        var digits = tag.IndexOfAnyExceptInRange('0', '9') is var end && end >= 0 ? tag[..end] : tag;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            return new Problem(412, "versionMismatch", "If-Match is not an ETag of this resource.");
        version = seen;
        return null;
    }

    /// <summary>Whether the caller has this very answer already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, string etag)
    {
        var header = request.Headers.IfNoneMatch;
        if (header.Count == 0) return false;
        foreach (var value in header)
        {
            if (value is not null && (value == etag || value == "*" || value.Contains(etag, StringComparison.Ordinal))) return true;
        }

        return false;
    }

    /// <summary>Whether the caller asks to see a write of its own.</summary>
    public static bool AsksPosition(HttpRequest request, out StringValues position) => request.Headers.TryGetValue("Store-Min-Position", out position);

    /// <summary>Waits until the read side has taken in the position asked for.</summary>
    /// <param name="projection">What the request reads; null when it reads several, or none: a stopped one is not waited for then.</param>
    public static async ValueTask<Problem?> AwaitPositionAsync(IReadModels reads, StringValues asked, string? projection, CancellationToken cancellation)
    {
        if (!long.TryParse(asked.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return Problems.Validation("Store-Min-Position", "Must be a number, as Store-Position gave it.");
        if (position > reads.Head + FarAhead) return Problems.Validation("Store-Min-Position", "Must be a position that Store-Position gave.");
        var isThere = projection is null ? reads.WaitForAsync(position, Patience, cancellation) : reads.WaitForAsync(projection, position, Patience, cancellation);
        return await isThere ? null : Problems.ReadModelBehind();
    }
}
