using OrleansStore.Api.Access;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Live;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Serving;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.GraphQL;

/// <summary>Puts GraphQL together and maps its address.</summary>
internal static class ShopGraph
{
    private const string Path = "/graphql";

    /// <summary>Registers it.</summary>
    public static void AddShopGraph(this IServiceCollection services)
    {
        services.AddGraphServing();
        services.AddSingleton<ShopHints>();
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<ShopHints>());
        services.AddSingleton<InboxFollow>();
        services.AddSingleton<IJournalListener>(s => s.GetRequiredService<InboxFollow>());
        services.AddSingleton<ShopDoor>();
        services.AddSingleton<ShopHost>();
        services.AddSingleton<OrderLoads>();
        services.AddSingleton<IFieldSource, ProductFields>();
        services.AddSingleton<IFieldSource, StockFields>();
        services.AddSingleton<IFieldSource, ReviewFields>();
        services.AddSingleton<IFieldSource, CartFields>();
        services.AddSingleton<IFieldSource, OrderFields>();
        services.AddSingleton<IFieldSource, CustomerFields>();
        services.AddSingleton<IFieldSource, NotificationFields>();
        services.AddSingleton<IFieldSource, PromotionFields>();
        services.AddSingleton<IFieldSource, HistoryFields>();
        services.AddSingleton<IFieldSource, ProjectionFields>();
        services.AddSingleton<IFieldSource, AnalyticsFields>();
        services.AddSingleton<IFieldSource, RecommendationFields>();
        services.AddSingleton(s => ShopSchema.Build(s.GetRequiredService<ShopDoor>(), s.GetServices<IFieldSource>()));
        services.AddSingleton(s => new GraphEngine(s.GetRequiredService<ShopSchema>().Schema, OptionsOf(s.GetRequiredService<ShopDoor>())));
    }

    /// <summary>Maps it.</summary>
    public static void MapShopGraph(this WebApplication app, StoreOptions options)
    {
        var (services, live) = (app.Services, app.Services.GetRequiredService<LiveLimits>());
        var serving = new GraphServing
        {
            BodyBytes = options.Limits.BodyBytes,
            BodyTime = HttpLimits.BodyTime,
            Page = options.Docs,
            MessageBytes = live.MessageBytes,
            Operations = live.Subscriptions,
            OutgoingMessages = live.OutgoingMessages,
            SlowClient = live.SlowClient,
            CloseWait = live.CloseWait,
            Heartbeat = live.Heartbeat,
        };
        var endpoints = app.MapGraph(Path, services.GetRequiredService<GraphEngine>(), services.GetRequiredService<ShopHost>(), serving);
        // What a field does is counted with the field.
        endpoints.Read.ExcludeFromDescription().For(Policy.Anyone).Limited(LimitClass.Read);
        endpoints.Ask.ExcludeFromDescription().For(Policy.Anyone).Limited(LimitClass.Read);
        // Who it is may be said once it is open, for browsers cannot say it before.
        endpoints.Socket.ExcludeFromDescription().For(Policy.Anyone).Limited(LimitClass.Live);
        endpoints.Files?.ExcludeFromDescription().For(Policy.Public);
    }

    private static EngineOptions OptionsOf(ShopDoor door) => new()
    {
        OnException = (exception, context) => context is null ? null : door.Fail(exception, context.Context<ShopRequest>(), $"{context.ParentType.Name}.{context.Field.Name}"),
    };
}
