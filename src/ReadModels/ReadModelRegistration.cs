using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Audit;
using OrleansStore.ReadModels.Customers;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Storage.Postgres;
using OrleansStore.ReadModels.Storage.Sqlite;

namespace OrleansStore.ReadModels;

/// <summary>Puts the read side together.</summary>
public static class ReadModelRegistration
{
    /// <summary>
    /// Adds the projections (a hosted service) and the queries. Needs an <c>IJournal</c>, an <c>EventCodec</c>, a
    /// <see cref="TimeProvider"/> and logging. Queries work once the host has started.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddReadModels(this IServiceCollection services, ReadModelOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        if (options.IsShared) services.AddSingleton<ReadModelDatabase, PostgresReadModels>();
        else services.AddSingleton<ReadModelDatabase, SqliteReadModels>();

        services.AddSingleton<CatalogCache>();
        services.AddProjection<CatalogProjection>();
        services.AddSingleton<ICatalogQueries, CatalogQueries>();

        services.AddProjection<OrderProjection>();
        services.AddSingleton<IOrderQueries, OrderQueries>();
        services.TryAddSingleton<OrderHistory>();
        services.AddSingleton<IOrderFeed, OrderFeed>();

        services.AddSingleton<ICatalogExport, CatalogExport>();
        services.AddProjection<ReviewProjection>();
        services.AddSingleton<IReviewQueries, ReviewQueries>();
        services.AddProjection<NotificationProjection>();
        services.AddSingleton<INotificationQueries, NotificationQueries>();

        services.AddProjection<CustomerProjection>();
        services.AddSingleton<ICustomerQueries, CustomerQueries>();
        services.AddProjection<AuditProjection>();
        services.AddSingleton<IAuditQueries, AuditQueries>();

        services.AddProjection<AnalyticsProjection>();
        services.AddSingleton<IAnalyticsQueries, AnalyticsQueries>();

        services.AddSingleton<ProjectionRunner>();
        services.AddSingleton<IReadModels>(s => s.GetRequiredService<ProjectionRunner>());
        services.AddSingleton<IProjections>(s => s.GetRequiredService<ProjectionRunner>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ProjectionRunner>());
        // Behind the runner: its services read from their start on.
        services.AddRecommendations(options);
        return services;
    }

    /// <summary>Adds a projection; a rebuild makes another instance of it.</summary>
    internal static void AddProjection<T>(this IServiceCollection services)
        where T : class, IProjection => services.AddSingleton(s => new ProjectionSource(() => ActivatorUtilities.CreateInstance<T>(s)));
}
