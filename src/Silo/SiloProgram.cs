using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Health;
using OrleansStore.Silo.Hosting;
using OrleansStore.Silo.Metrics;

namespace OrleansStore.Silo;

/// <summary>A silo without an API: it runs grains for the others of its cluster, and tells how it is.</summary>
internal static class SiloProgram
{
    private const string DefaultUrl = "http://127.0.0.1:5081";

    public static Task<int> Main(string[] args) => new StoreProgram(DefaultUrl, Add, Map).RunAsync(args);

    private static void Add(WebApplicationBuilder builder)
    {
        var options = StoreConfiguration.Read(builder.Configuration, demo: false);
        if (Objection(options) is { } objection) throw new StoreConfigurationException([objection]);
        builder.AddStore(options);
    }

    /// <summary>Maps the addresses that orchestrators ask.</summary>
    internal static void Map(WebApplication app)
    {
        app.MapMetrics();
        app.MapHealth(() => app.Lifetime.ApplicationStarted.IsCancellationRequested);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"A silo of '{app.Services.GetRequiredService<StoreOptions>().Cluster.Id}' runs; its health is at {app.Urls.FirstOrDefault()}{HealthRoutes.Details}"));
    }

    private static string? Objection(StoreOptions options)
    {
        if (!EngineParts.IsCluster) return "A silo alone is of no use to anybody: the embedded engine is one process. Run src/Api, or build with -p:StoreEngine=Orleans.";
        if (options.Journal != JournalKind.Postgres) return "Store:Journal: a silo without an API needs postgres; any other journal belongs to one process.";
        return options.Cluster.Role == ClusterRole.Client ? "Store:Cluster:Role: this program is a silo; a client is what src/Api can be." : null;
    }
}
