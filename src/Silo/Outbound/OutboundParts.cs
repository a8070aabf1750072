using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Grains.Outbound;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Mail;
using OrleansStore.Silo.RabbitMq;
using OrleansStore.Silo.Webhooks;

namespace OrleansStore.Silo.Outbound;

/// <summary>Puts together what leaves the store.</summary>
internal static class OutboundParts
{
    public static void AddOutbound(this IServiceCollection services, StoreOptions options, bool isDevelopment)
    {
        services.TryAddSingleton(new OutboundLimits());
        services.TryAddSingleton<OrderHistory>();
        services.TryAddSingleton<PublicEvents>();
        services.AddSingleton(provider => new WebhookHttp(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboundReceivers>();
        services.AddSingleton<IOutboundReceivers>(provider => provider.GetRequiredService<OutboundReceivers>());
        services.AddMail(options, isDevelopment);
        if (options.RabbitMq.Uri is not null) services.AddReceiver<BrokerPublisher>(OutboundNames.Broker);
        services.AddHostedService<OutboundBeginning>();
        services.AddHostedService<OutboundStart>();
    }

    /// <summary>Adds a receiver that is set up by configuration.</summary>
    public static void AddReceiver<T>(this IServiceCollection services, string name)
        where T : class, IOutboundReceiver
    {
        services.AddSingleton<T>();
        services.AddSingleton(provider => new ConfiguredReceiver(name, provider.GetRequiredService<T>()));
    }
}
