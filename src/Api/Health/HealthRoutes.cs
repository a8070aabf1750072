using OrleansStore.Api.Http;
using OrleansStore.ReadModels;

namespace OrleansStore.Api.Health;

/// <summary>The addresses that orchestrators and operators ask.</summary>
internal static class HealthRoutes
{
    private static readonly string? Version = typeof(HealthRoutes).Assembly.GetName().Version?.ToString(3);

    public static void MapHealth(this IEndpointRouteBuilder endpoints, FirstStart start, StoreProbe store, IReadModels reads)
    {
        endpoints.MapGet("/health/live", (RequestDelegate)(context => Write(context, new("live"))));
        endpoints.MapGet("/health/ready", (RequestDelegate)(async context => await Write(context, await LookAsync(start, store, "ready"))));
        endpoints.MapGet("/health", (RequestDelegate)(async context =>
            await Write(context, await LookAsync(start, store, "healthy") with { Version = Version, ReadPosition = reads.Position })));
    }

    /// <summary>Sound, or what is missing: nobody should be sent to a store that cannot take an order.</summary>
    private static async Task<HealthAnswer> LookAsync(FirstStart start, StoreProbe store, string sound)
    {
        if (await store.FindFaultAsync() is { } fault) return new("storageUnavailable", Fault: fault);
        return new(start.IsDone ? sound : "starting");
    }

    private static Task Write(HttpContext context, HealthAnswer answer) =>
        Replies.WriteAsync(context, answer.Status is "live" or "ready" or "healthy" ? 200 : 503, "application/json", ApiJson.Encode(answer));
}
