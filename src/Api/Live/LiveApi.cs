using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Api.Access;
using OrleansStore.Api.Analytics;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Notifications;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Puts live updates together and maps their addresses.</summary>
internal static class LiveApi
{
    /// <summary>Registers live updates. Limits that are registered already are kept.</summary>
    public static void AddLive(this IServiceCollection services)
    {
        services.AddLiveFeed();
        services.AddSingleton<LiveGate>();
        services.AddHostedService(s => s.GetRequiredService<LiveGate>());
        services.AddSingleton<LiveCommands>();
        services.AddSingleton<OrderEvents>();
        services.AddSingleton<OrderSocketParts>();
        services.AddSingleton<IOrderSignals, OrderSignalStreams>();

        var limits = new LiveLimits();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = limits.MessageBytes;
            hub.MaximumParallelInvocationsPerClient = limits.CommandsInFlight;
            hub.KeepAliveInterval = limits.Heartbeat;
            hub.EnableDetailedErrors = false;
            hub.AddFilter<HubSafeguard>();
            hub.AddFilter<HubGate>();
        });
        services.AddSingleton<HubSafeguard>();
        services.AddSingleton<HubGate>();
        services.AddSingleton<OrdersAudience>();
        services.AddSingleton<HubLifetimeManager<OrdersHub>>(s => s.GetRequiredService<OrdersAudience>());
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<OrdersAudience>());
        services.AddSingleton<StockWatch>();
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<StockWatch>());
        services.AddHostedService(s => s.GetRequiredService<StockWatch>());
        services.AddSingleton<DashboardFeed>();
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<DashboardFeed>());
        services.AddHostedService(s => s.GetRequiredService<DashboardFeed>());
        services.AddSingleton<NotificationPush>();
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<NotificationPush>());
        services.AddHostedService(s => s.GetRequiredService<NotificationPush>());
    }

    /// <summary>Registers what follows the journal; needs <see cref="IOrderSignals"/>.</summary>
    public static void AddLiveFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(new LiveLimits());
        services.AddSingleton<LiveTopics>();
        services.AddSingleton<LiveBeat>();
        services.AddHostedService(s => s.GetRequiredService<LiveBeat>());
        services.AddSingleton<JournalTail>();
        services.AddHostedService(s => s.GetRequiredService<JournalTail>());
        services.AddSingleton(s => new LiveFeed(
            s.GetRequiredService<IOrderFeed>(),
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<LiveTopics>(),
            s.GetRequiredService<LiveBeat>(),
            s.GetRequiredService<LiveLimits>(),
            s.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps the server-sent events of an order.</summary>
    public static void MapLive(this Routes routes, OrderEvents events) => routes.Tagged("Orders")
        .Raw("/orders/{id}/live", events.ServeAsync)
        .AnswersEvents<OrderUpdate>()
        .With("afterVersion")
        .Heeds("Last-Event-ID")
        .For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead).Live())
        .Says("An order's updates as server-sent events; resumes by Last-Event-ID");

    /// <summary>Maps the hub and the plain WebSocket.</summary>
    public static void MapLive(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<LiveLimits>();
        var gate = app.Services.GetRequiredService<LiveGate>();
        app.MapHub<OrdersHub>("/hubs/orders", hub =>
        {
            hub.WebSockets.CloseTimeout = limits.CloseWait;
            hub.TransportMaxBufferSize = limits.MessageBytes;
            hub.ApplicationMaxBufferSize = limits.MessageBytes;
        }).For(Policy.Known.Live()).Limited(LimitClass.Live).Add(endpoint => endpoint.RequestDelegate = Guarded(gate, endpoint.RequestDelegate!));

        var sockets = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        sockets.UseWebSockets(new WebSocketOptions { KeepAliveInterval = limits.Heartbeat, KeepAliveTimeout = limits.Heartbeat });
        sockets.Run(ActivatorUtilities.CreateInstance<SocketEndpoint>(app.Services).ServeAsync);
        app.MapGet("/ws/orders", sockets.Build()).ExcludeFromDescription().For(Policy.Known.Live()).Limited(LimitClass.Live);
    }

    /// <summary>A connection to the hub holds a seat for as long as its request lasts.</summary>
    private static RequestDelegate Guarded(LiveGate gate, RequestDelegate next) => async context =>
    {
        var caller = Admission.Of(context).Caller;
        context.User = CallerIdentity.Principal(caller);
        if (context.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (gate.Enter(caller, context, out var seat) is { } full)
        {
            await Replies.WriteAsync(context, full);
            return;
        }

        using (seat) await next(context);
    };
}

/// <summary>The address <c>/ws/orders</c>.</summary>
internal sealed class SocketEndpoint(LiveGate gate, OrderSocketParts parts, IHostApplicationLifetime lifetime)
{
    /// <summary>Upgrades the request and serves the connection.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (await OpenAsync(context) is { } refusal) await Replies.WriteAsync(context, refusal);
    }

    private async Task<Problem?> OpenAsync(HttpContext context)
    {
        var caller = Admission.Of(context).Caller;
        if (!context.WebSockets.IsWebSocketRequest) return new Problem(400, "webSocketExpected", "This address speaks WebSocket only.");
        if (gate.Enter(caller, context, out var seat) is { } full) return full;
        using (seat)
        using (var socket = await context.WebSockets.AcceptWebSocketAsync())
        {
            await new OrderSocket(socket, caller, Replies.TraceId(context), parts, context.RequestAborted).RunAsync(lifetime.ApplicationStopping);
        }

        return null;
    }
}
