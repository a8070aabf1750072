using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Serving;

/// <summary>The endpoints of an engine, for the host to say more of them: who may call them, how often.</summary>
/// <param name="Read">GET of queries, and of the page.</param>
/// <param name="Ask">POST.</param>
/// <param name="Socket">GET that becomes a WebSocket.</param>
/// <param name="Files">The page's files; null when it is not served.</param>
public sealed record GraphEndpoints(IEndpointConventionBuilder Read, IEndpointConventionBuilder Ask, IEndpointConventionBuilder Socket, IEndpointConventionBuilder? Files);

/// <summary>Maps engines to addresses.</summary>
public static class GraphRoutes
{
    /// <summary>Registers what mapping needs.</summary>
    public static IServiceCollection AddGraphServing(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, UpgradeMatching>());
        return services;
    }

    /// <summary>Serves an engine under one address.</summary>
    public static GraphEndpoints MapGraph(this IEndpointRouteBuilder endpoints, string path, GraphEngine engine, IGraphHost host, GraphServing serving)
    {
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var web = new GraphHttp(engine, host, serving, time);
        var sockets = endpoints.CreateApplicationBuilder();
        sockets.UseWebSockets(new WebSocketOptions { KeepAliveInterval = serving.Heartbeat, KeepAliveTimeout = serving.Heartbeat });
        sockets.Run(new GraphSocketEndpoint(engine, host, serving, time, endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()).ServeAsync);
        return new GraphEndpoints(
            endpoints.MapGet(path, (RequestDelegate)(http => IsVisit(http, serving) ? GraphPage.SendAsync(http, GraphPage.Name) : web.ServeAsync(http)))
                .WithMetadata(new ForUpgrade(false)),
            endpoints.MapPost(path, (RequestDelegate)web.ServeAsync),
            endpoints.MapGet(path, sockets.Build()).WithMetadata(new ForUpgrade(true)),
            serving.Page ? endpoints.MapGet(path + "/{file}", (RequestDelegate)(http => GraphPage.SendAsync(http, http.Request.RouteValues["file"] as string))) : null);
    }

    private static bool IsVisit(HttpContext http, GraphServing serving) =>
        serving.Page && !http.Request.Query.ContainsKey("query") && GraphMedia.WantsPage(http.Request);
}
