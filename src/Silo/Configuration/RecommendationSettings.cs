using System.Globalization;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Recommendations.ModelServer;

namespace OrleansStore.Silo.Configuration;

/// <summary>The settings of recommendations.</summary>
internal static class RecommendationSettings
{
    private const int MostProducts = 10_000_000;
    private const int LongestName = 200;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // What a server that is only half named is filled up with, until the objections see it.
    private static readonly Uri NoEndpoint = new("about:blank");

    /// <summary>All of them.</summary>
    public static IEnumerable<StoreSetting> All { get; } =
    [
        Share("SimilarThreshold", (r, share) => r with { SimilarThreshold = share }),
        Share("PersonalThreshold", (r, share) => r with { PersonalThreshold = share }),
        Stars("PersonalRating", (r, stars) => r with { PersonalRating = stars }),
        Stars("PopularRating", (r, stars) => r with { PopularRating = stars }),
        new("Recommendations:ComparedProducts", $"a number from 0 to {MostProducts}", (o, v) =>
            int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostProducts ? Of(o, r => r with { ComparedProducts = count }) : null),
        new("Recommendations:Embeddings:Endpoint", "an address that begins with http:// or https://", (o, v) =>
            Uri.TryCreate(v, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Server(o, s => s with { Endpoint = uri }) : null),
        new("Recommendations:Embeddings:Model", "the name of a model", (o, v) => v.Length is > 0 and <= LongestName ? Server(o, s => s with { Model = v }) : null),
        new("Recommendations:Embeddings:ApiKey", "a key without spaces", (o, v) =>
            v.Length > 0 && v.All(c => c is > ' ' and < '\u007f') ? Server(o, s => s with { ApiKey = v }) : null),
        new("Recommendations:Embeddings:Timeout", $"a time span from {Shortest} to {Longest}", (o, v) =>
            TimeSpan.TryParse(v, CultureInfo.InvariantCulture, out var span) && span >= Shortest && span <= Longest ? Server(o, s => s with { Timeout = span }) : null),
    ];

    /// <summary>What is wrong with them together.</summary>
    public static IEnumerable<string> Objections(StoreOptions options)
    {
        if (options.Recommendations.ModelServer is not { } server) yield break;
        const string Section = "Store:Recommendations:Embeddings";
        if (server.Endpoint == NoEndpoint) yield return $"{Section}:Endpoint: missing; a model server is named in part.";
        else if (server.ApiKey is not null && server.Endpoint.Scheme == Uri.UriSchemeHttp && !server.Endpoint.IsLoopback)
            yield return $"{Section}:Endpoint: must be an https address, or one of this machine, as the key is sent there.";
        if (server.Model.Length == 0) yield return $"{Section}:Model: missing; a model server is named in part.";
    }

    private static StoreSetting Share(string name, Func<RecommendationOptions, double, RecommendationOptions> set) =>
        new($"Recommendations:{name}", "a number from 0 to 1", (o, v) =>
            double.TryParse(v, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? Of(o, r => set(r, share)) : null);

    private static StoreSetting Stars(string name, Func<RecommendationOptions, decimal, RecommendationOptions> set) =>
        new($"Recommendations:{name}", "a number of stars from 0 to 5", (o, v) =>
            decimal.TryParse(v, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stars) && stars is >= 0 and <= 5 ? Of(o, r => set(r, stars)) : null);

    private static StoreOptions Of(StoreOptions o, Func<RecommendationOptions, RecommendationOptions> set) => o with { Recommendations = set(o.Recommendations) };

    private static StoreOptions Server(StoreOptions o, Func<ModelServerOptions, ModelServerOptions> set) =>
        Of(o, r => r with { ModelServer = set(r.ModelServer ?? new ModelServerOptions { Endpoint = NoEndpoint, Model = "" }) });
}
