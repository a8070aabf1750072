using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OrleansStore.Api;
using OrleansStore.Silo;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Deploy.Tests.Programs;

/// <summary>What the programs themselves say about their addresses and settings.</summary>
internal static class NodeProgram
{
    private const string Connections = "ConnectionStrings__";

    /// <summary>The routes that a node maps, asked of the node itself.</summary>
    /// <param name="kind"><c>api</c> or <c>silo</c>.</param>
    public static IReadOnlyList<string> Routes(string kind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Store:Journal"] = "memory", ["Store:Docs"] = "true" });
        builder.Logging.ClearProviders();
        if (kind == "api") builder.AddStoreApi();
        else builder.AddStore(StoreConfiguration.Read(builder.Configuration, demo: false));
        using var app = (IDisposable)builder.Build();
        if (kind == "api") ((WebApplication)app).MapStoreApi();
        else SiloProgram.Map((WebApplication)app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct()];
    }

    /// <summary>What a node would object to in an environment variable; null when it takes it, or when it is none of the store's.</summary>
    /// <param name="value">Null when only an overlay or an operator knows it.</param>
    public static string? Objection(string name, string? value)
    {
        if (name.StartsWith(Connections, StringComparison.Ordinal)) return IsRead(name[Connections.Length..]) ? null : $"nobody reads {name}";
        if (!name.StartsWith("Store__", StringComparison.Ordinal)) return null;
        var key = name["Store__".Length..].Replace("__", ":", StringComparison.Ordinal);
        if (RateTables.Has(key)) return ObjectionToRow(key, value);
        if (StoreSetting.All.FirstOrDefault(s => s.Key == key) is not { } setting) return $"{name} is no setting";
        return value is null || setting.Apply(new StoreOptions(), value) is not null ? null : $"{name} may be {setting.Allowed}, not '{value}'";
    }

    /// <summary>A row lacks the other columns here: only what is wrong with this one counts.</summary>
    private static string? ObjectionToRow(string key, string? value)
    {
        var wrong = new List<string>();
        var row = new ConfigurationBuilder().AddInMemoryCollection([new($"Store:{key}", value)]).Build();
        RateTables.Read(new StoreOptions(), row.GetSection("Store"), (about, what) =>
        {
            if (about == key) wrong.Add($"{key} {what}");
        });
        return wrong.FirstOrDefault();
    }

    /// <summary>Whether a connection string of this name comes to something.</summary>
    private static bool IsRead(string name)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Store:Journal"] = "postgres",
            ["ConnectionStrings:Store"] = "Host=another",
            [$"ConnectionStrings:{name}"] = "Host=this",
        };
        var database = StoreConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), demo: false).Database;
        return database.Store == "Host=this" || database.StoreRead == "Host=this";
    }
}
