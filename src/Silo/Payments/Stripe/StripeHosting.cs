using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansStore.Grains.Payments;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Registers Stripe as the payment gateway.</summary>
internal static class StripeHosting
{
    public static void AddStripe(this IServiceCollection services, StoreOptions options)
    {
        // The client is kept for ever, so its connections and not its handlers are renewed. The factory's own log lines
        // would name every payment.
        services.AddHttpClient(nameof(StripeClient))
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = options.Payments.Stripe.Timeout,
                MaxConnectionsPerServer = StripeLimits.Connections,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                UseCookies = false,
            });
        services.TryAddSingleton<IPaymentGateway>(provider => new StripePaymentGateway(
            new StripeClient(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(StripeClient)),
                options.Payments.Stripe,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<StripeClient>>()),
            options.Cluster.Id,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StripePaymentGateway>>()));
    }
}
