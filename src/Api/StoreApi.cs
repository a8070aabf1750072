using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Api.Access;
using OrleansStore.Api.Analytics;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Cluster;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Demo;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Api.Hygiene;
using OrleansStore.Api.Imports;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Live;
using OrleansStore.Api.Notifications;
using OrleansStore.Api.OpenApi;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Payments;
using OrleansStore.Api.Pricing;
using OrleansStore.Api.Privacy;
using OrleansStore.Api.Products;
using OrleansStore.Api.Projections;
using OrleansStore.Api.Promotions;
using OrleansStore.Api.Recommendations;
using OrleansStore.Api.Reconciliation;
using OrleansStore.Api.Reviews;
using OrleansStore.Api.Stock;
using OrleansStore.Api.Storefront;
using OrleansStore.Api.Web;
using OrleansStore.Api.Webhooks;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Projections;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Health;
using OrleansStore.Silo.Hosting;
using OrleansStore.Silo.Metrics;
using OrleansStore.Web;

namespace OrleansStore.Api;

/// <summary>Puts the HTTP side of the store together.</summary>
public static class StoreApi
{
    /// <summary>Registers the store and its use cases.</summary>
    /// <exception cref="StoreConfigurationException">The configuration cannot be used.</exception>
    public static void AddStoreApi(this WebApplicationBuilder builder)
    {
        var options = StoreConfiguration.Read(builder.Configuration, demo: builder.Environment.IsDevelopment());
        builder.AddStore(options);
        builder.Services.AddReadSide(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            HttpLimits.Apply(kestrel.Limits, options.Limits);
        });
        // A request goes on where its bytes were read, without a way through the thread pool's queue. Nothing here blocks:
        // commits wait on a thread of the journal's own, passwords on threads of theirs.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddUseCases();
        builder.Services.AddHygiene(options);
        builder.Services.AddLive();
        builder.Services.AddShopGraph();
        builder.Services.AddHostedService(s => s.GetRequiredService<RevokedSessions>());
        builder.Services.AddApiDocument();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = ApiJson.Default.Options.NumberHandling;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
    }

    /// <summary>Maps the addresses.</summary>
    public static void MapStoreApi(this WebApplication app)
    {
        var services = app.Services;
        var options = services.GetRequiredService<StoreOptions>();
        app.UseProxies(options);
        app.UseMiddleware<Safeguard>();
        app.UseMiddleware<WebHygiene>();
        app.UseOrigins(options);
        app.UseMiddleware<LoadGate>();
        app.UseMiddleware<AccessGate>();
        app.UsePageOfUnknownAddresses();
        var (start, reads) = (services.GetRequiredService<FirstStart>(), services.GetRequiredService<IReadModels>());
        var operators = app.MapGroup("").For(Policy.Public).Limited(LimitClass.Free);
        operators.MapHealth(() => start.IsDone, () => reads.Position, () => [.. services.GetRequiredService<IProjections>().Status.Where(p => p.Stopped).Select(p => p.Name)]);
        operators.MapMetrics(() => reads.Position);
        if (options.Docs)
        {
            app.MapOpenApi().For(Policy.Public);
            app.MapDocsPage();
        }

        var routes = ActivatorUtilities.CreateInstance<Routes>(services, app.MapGroup("/api/v1").LimitedByRules());
        var orders = services.GetRequiredService<OrderHandlers>();
        routes.MapCustomers(services.GetRequiredService<CustomerHandlers>(), services.GetRequiredService<LoginHandlers>(), services.GetRequiredService<AccountHandlers>(), services.GetRequiredService<SessionHandlers>(), orders, services.GetRequiredService<CustomerList>());
        routes.MapProducts(services.GetRequiredService<ProductHandlers>(), services.GetRequiredService<CatalogReads>());
        routes.MapProjections(services.GetRequiredService<ProjectionHandlers>());
        routes.MapStock(services.GetRequiredService<StockHandlers>(), services.GetRequiredService<StockPast>());
        routes.MapReconciliation(services.GetRequiredService<ReconciliationHandlers>());
        routes.MapCluster(services.GetRequiredService<ClusterHandlers>());
        routes.MapCarts(services.GetRequiredService<CartHandlers>(), services.GetRequiredService<CartPast>());
        routes.MapOrders(orders, services.GetRequiredService<OrderPast>());
        routes.MapPromotions(services.GetRequiredService<PromotionHandlers>(), services.GetRequiredService<WhatIfHandlers>());
        routes.MapPricing(services.GetRequiredService<ShippingHandlers>(), services.GetRequiredService<ExplainHandlers>());
        routes.MapStorefront(services.GetRequiredService<StorefrontHandlers>());
        routes.MapPayments(services.GetRequiredService<StripeWebhook>());
        routes.MapRecommendations(services.GetRequiredService<RecommendationHandlers>());
        routes.MapReviews(services.GetRequiredService<ReviewHandlers>());
        routes.MapImports(services.GetRequiredService<ImportHandlers>(), services.GetRequiredService<ImportEvents>(), services.GetRequiredService<ExportHandlers>());
        routes.MapNotifications(services.GetRequiredService<NotificationHandlers>());
        routes.MapPersonalData(services.GetRequiredService<ErasureHandlers>(), services.GetRequiredService<PersonalExport>());
        routes.MapWebhooks(services.GetRequiredService<WebhookHandlers>());
        routes.MapAccess(services.GetRequiredService<ApiKeyHandlers>(), services.GetRequiredService<AuditHandlers>());
        routes.MapHistory(services);
        routes.MapAnalytics(services.GetRequiredService<AnalyticsHandlers>());
        routes.MapLive(services.GetRequiredService<OrderEvents>());
        app.MapLive();
        app.MapShopGraph(options);
        app.MapPages();
    }

    private static void AddUseCases(this IServiceCollection services)
    {
        services.AddSingleton<RateLimits>();
        services.AddSingleton<LoadBudgets>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Callers>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Standing>();
        services.AddSingleton<ApiKeyHandlers>();
        services.AddSingleton<AuditHandlers>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService(s => s.GetRequiredService<AuditTrail>());
        services.AddSingleton<Failures>();
        services.AddSingleton<Commands>();
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<ObjectAccess>();
        services.AddSingleton<CustomerHandlers>();
        services.AddSingleton<CustomerList>();
        services.AddSingleton<LoginHandlers>();
        services.AddSingleton<AccountHandlers>();
        services.AddSingleton<SessionHandlers>();
        services.TryAddSingleton(new AccountCosts());
        services.AddSingleton<AccountPolicy>();
        services.AddSingleton<GuessGuard>();
        services.AddSingleton<SessionControl>();
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<ProductHandlers>();
        services.AddSingleton<CatalogReads>();
        services.AddSingleton<StockHandlers>();
        services.AddSingleton<ProjectionHandlers>();
        services.AddSingleton<ReconciliationHandlers>();
        services.AddSingleton<ClusterHandlers>();
        services.AddSingleton<CartTokens>();
        services.AddSingleton<CartPage>();
        services.AddSingleton<CartHandlers>();
        services.AddSingleton<OrderHandlers>();
        services.AddSingleton<PromotionHandlers>();
        services.AddSingleton<WhatIfHandlers>();
        services.AddSingleton<StorefrontHandlers>();
        services.AddSingleton<ShippingHandlers>();
        services.AddSingleton<ExplainHandlers>();
        services.AddSingleton<StripeWebhook>();
        services.AddSingleton<RecommendationHandlers>();
        services.AddSingleton<ReviewedOrders>();
        services.AddSingleton<ReviewHandlers>();
        services.AddSingleton<ProductImporter>();
        services.AddSingleton<ImportHandlers>();
        services.AddSingleton<ImportEvents>();
        services.AddSingleton<ExportHandlers>();
        services.AddSingleton<NotificationHandlers>();
        services.AddSingleton<AnalyticsHandlers>();
        services.AddSingleton<WebhookHandlers>();
        services.AddSingleton<ErasureHandlers>();
        services.AddSingleton<PersonalExport>();
        services.AddPasts();
        services.TryAddSingleton(_ => WebFiles.Read());
        services.AddSingleton<Pages>();
        services.AddSingleton<DemoCatalog>();
        services.AddSingleton<ClaimUpgrade>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService(s => s.GetRequiredService<FirstStart>());
    }
}
