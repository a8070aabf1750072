using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration.Memory;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Demo;
using OrleansStore.Api.Health;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.Api.OpenApi;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Products;
using OrleansStore.Api.Stock;
using OrleansStore.ReadModels;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api;

/// <summary>Puts the HTTP side of the store together.</summary>
public static class StoreApi
{
    /// <summary>Registers the store and its use cases.</summary>
    /// <exception cref="StoreConfigurationException">The configuration cannot be used.</exception>
    public static void AddStoreApi(this WebApplicationBuilder builder)
    {
        builder.AddDefaults();
        var options = StoreConfiguration.Read(builder.Configuration, demo: builder.Environment.IsDevelopment());
        builder.AddStore(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Larger bodies are refused by their readers; up to here the rest is read, so that the refusal can be read too.
            kestrel.Limits.MaxRequestBodySize = Math.Max(64L << 20, options.Limits.BodyBytes);
        });
        // A request goes on where its bytes were read, without a way through the thread pool's queue. Nothing here blocks:
        // commits wait on a thread of the journal's own, passwords on threads of theirs.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddTokenProtection(options);
        builder.Services.AddUseCases();
        builder.Services.AddLive();
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
        app.UseMiddleware<Safeguard>();
        app.MapHealth(services.GetRequiredService<FirstStart>(), services.GetRequiredService<StoreProbe>(), services.GetRequiredService<IReadModels>());
        app.MapOpenApi();
        app.MapDocsPage();
        var routes = ActivatorUtilities.CreateInstance<Routes>(services, app.MapGroup("/api/v1"));
        var orders = services.GetRequiredService<OrderHandlers>();
        routes.MapCustomers(services.GetRequiredService<CustomerHandlers>(), services.GetRequiredService<LoginHandlers>(), orders);
        routes.MapProducts(services.GetRequiredService<ProductHandlers>(), services.GetRequiredService<CatalogReads>());
        routes.MapStock(services.GetRequiredService<StockHandlers>());
        routes.MapCarts(services.GetRequiredService<CartHandlers>());
        routes.MapOrders(orders);
        routes.MapLive(services.GetRequiredService<OrderEvents>());
        app.MapLive();
    }

    /// <summary>What holds when nobody sets anything: where to listen, and that requests are not logged one by one.</summary>
    private static void AddDefaults(this WebApplicationBuilder builder)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // Above None this makes an Activity for each request, whether anybody traces or not.
            ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
            // The keys lie in a folder that only this user may read; encrypting them is the operator's choice.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        };
        if (builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null) defaults["urls"] = "http://127.0.0.1:5080";
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }

    private static void AddTokenProtection(this IServiceCollection services, StoreOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("OrleansStore");
        if (options.Journal == JournalKind.Memory) protection.UseEphemeralDataProtectionProvider();
        else protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataPath, "keys")));
    }

    private static void AddUseCases(this IServiceCollection services)
    {
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Failures>();
        services.AddSingleton<Commands>();
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<OrderTokens>();
        services.AddSingleton<OrderAccess>();
        services.AddSingleton<CustomerHandlers>();
        services.AddSingleton<LoginHandlers>();
        services.AddSingleton<ProductHandlers>();
        services.AddSingleton<CatalogReads>();
        services.AddSingleton<StockHandlers>();
        services.AddSingleton<CartHandlers>();
        services.AddSingleton<OrderHandlers>();
        services.AddSingleton<DemoCatalog>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<StoreProbe>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService(s => s.GetRequiredService<FirstStart>());
    }
}
