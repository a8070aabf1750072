using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Silo.Health;

/// <summary>The addresses that orchestrators and operators ask.</summary>
public static class HealthRoutes
{
    /// <summary>Answers as long as the process runs.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether work should be sent here.</summary>
    public const string Ready = "/health/ready";

    /// <summary>The same, for people.</summary>
    public const string Details = "/health";

    /// <summary>Maps them.</summary>
    /// <param name="isComplete">Whether the program has everything that it serves with.</param>
    /// <param name="readPosition">How far the read side is, where there is one.</param>
    /// <param name="stopped">The projections that met an event which they cannot take in.</param>
    public static void MapHealth(
        this IEndpointRouteBuilder endpoints, Func<bool> isComplete, Func<long>? readPosition = null, Func<IReadOnlyList<string>>? stopped = null)
    {
        var services = endpoints.ServiceProvider;
        var (drain, store) = (services.GetRequiredService<Drain>(), services.GetRequiredService<StoreProbe>());
        endpoints.MapGet(Live, (RequestDelegate)(context => WriteAsync(context, new("live"))));
        endpoints.MapGet(Ready, (RequestDelegate)(async context => await WriteAsync(context, await LookAsync("ready"))));
        endpoints.MapGet(Details, (RequestDelegate)(async context =>
            await WriteAsync(context, await LookAsync("healthy") with { Version = NodeName.Version, ReadPosition = readPosition?.Invoke(), StoppedProjections = stopped?.Invoke() is { Count: > 0 } some ? some : null })));

        // Sound, or what is missing: nobody should be sent to a store that cannot take an order.
        async Task<HealthAnswer> LookAsync(string sound)
        {
            if (drain.HasBegun) return new("stopping");
            if (await store.FindFaultAsync() is { } fault)
                return new("storageUnavailable", Fault: JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()));
            return new(isComplete() ? sound : "starting");
        }
    }

    private static Task WriteAsync(HttpContext context, HealthAnswer answer)
    {
        context.Response.StatusCode = answer.StatusCode;
        return context.Response.WriteAsJsonAsync(answer, HealthJson.Default.HealthAnswer);
    }
}
