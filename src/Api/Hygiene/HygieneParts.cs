using Microsoft.AspNetCore.HttpOverrides;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Hygiene;

/// <summary>Proxies that are believed, and web sites whose scripts may call.</summary>
internal static class HygieneParts
{
    private const string Listed = "listed";

    /// <summary>What scripts of other sites may read of an answer beside its body.</summary>
    private static readonly string[] Readable =
        ["ETag", "Location", "Retry-After", "Store-Position", "Idempotency-Replayed", Limits.RateHeaders.Policy, Limits.RateHeaders.Left];

    public static void AddHygiene(this IServiceCollection services, StoreOptions options)
    {
        if (options.Origins.IsEmpty) return;
        services.AddCors(cors => cors.AddPolicy(Listed, policy => policy
            .WithOrigins([.. options.Origins])
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .AllowAnyHeader()
            // The hub's own client asks with credentials; the store has none that browsers would send by themselves.
            .AllowCredentials()
            .WithExposedHeaders(Readable)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    /// <summary>Answers browsers that ask whether scripts of another site may call. With nothing listed none may.</summary>
    public static void UseOrigins(this WebApplication app, StoreOptions options)
    {
        if (!options.Origins.IsEmpty) app.UseCors(Listed);
    }

    /// <summary>Believes who the client is, and whether it came by https, from named proxies only.</summary>
    public static void UseProxies(this WebApplication app, StoreOptions options)
    {
        if (options.Proxies.IsEmpty) return;
        var believed = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As far as the chain is of named proxies; the first that is not is the client.
            ForwardLimit = null,
        };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies) believed.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(believed);
    }
}
