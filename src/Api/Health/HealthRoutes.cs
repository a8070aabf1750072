using OrleansStore.Api.Http;
using OrleansStore.ReadModels;

namespace OrleansStore.Api.Health;

/// <summary>The addresses that orchestrators and operators ask.</summary>
internal static class HealthRoutes
{
    private static readonly string? Version = typeof(HealthRoutes).Assembly.GetName().Version?.ToString(3);

    public static void MapHealth(this IEndpointRouteBuilder endpoints, FirstStart start, IReadModels reads)
    {
        endpoints.MapGet("/health/live", (RequestDelegate)(context => Write(context, 200, new("live"))));
        endpoints.MapGet("/health/ready", (RequestDelegate)(context =>
            start.IsDone ? Write(context, 200, new("ready")) : Write(context, 503, new("starting"))));
        endpoints.MapGet("/health", (RequestDelegate)(context => start.IsDone
            ? Write(context, 200, new("healthy", Version, reads.Position))
            : Write(context, 503, new("starting", Version, reads.Position))));
    }

    private static Task Write(HttpContext context, int status, HealthAnswer answer) =>
        Replies.WriteAsync(context, status, "application/json", ApiJson.Encode(answer));
}
