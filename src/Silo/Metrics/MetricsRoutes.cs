using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansStore.Silo.Metrics;

/// <summary>The address that Prometheus asks.</summary>
public static class MetricsRoutes
{
    /// <summary>For machines inside: who faces the world in front of the store passes it on to nobody.</summary>
    public const string Path = "/metrics";

    /// <summary>Maps it.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints, Func<long>? readPosition = null)
    {
        var store = endpoints.ServiceProvider.GetRequiredService<StoreMeter>();
        if (readPosition is not null) store.Add(readPosition);
        var metrics = endpoints.ServiceProvider.GetRequiredService<ObservedMetrics>();
        endpoints.MapGet(Path, (RequestDelegate)(context =>
        {
            context.Response.ContentType = PrometheusText.ContentType;
            return context.Response.WriteAsync(PrometheusText.Write(metrics.Take()));
        }));
    }
}
