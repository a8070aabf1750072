using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using OrleansStore.Api;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Deploy.Tests.Programs;

/// <summary>What the programs themselves say about their addresses and settings.</summary>
internal static class StoreProgram
{
    /// <summary>The routes that a node of this kind maps, asked of the node itself.</summary>
    /// <param name="kind"><c>api</c> or <c>silo</c>.</param>
    public static IReadOnlyList<string> Routes(string kind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Store:Journal"] = "memory" });
        builder.AddStoreApi();
        using var app = builder.Build() as IDisposable;
        ((WebApplication)app!).MapStoreApi();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct()];
    }

    /// <summary>What a store would object to in an environment variable; null when it takes it.</summary>
    /// <param name="value">Null when only an overlay or an operator knows it.</param>
    public static string? Objection(string name, string? value)
    {
        if (!name.StartsWith("Store__", StringComparison.Ordinal)) return null;
        var key = name["Store__".Length..].Replace("__", ":", StringComparison.Ordinal);
        if (StoreSetting.All.FirstOrDefault(s => s.Key == key) is not { } setting) return $"{name} is no setting";
        return value is null || setting.Apply(new StoreOptions(), value) is not null ? null : $"{name} may be {setting.Allowed}, not '{value}'";
    }
}
