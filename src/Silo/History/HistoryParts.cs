using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Grains.History;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Silo.History;

/// <summary>Puts together what looks back; it needs the journal alone, and no grains in this process.</summary>
internal static class HistoryParts
{
    public static void AddHistory(this IServiceCollection services)
    {
        services.TryAddSingleton(new HistoryLimits());
        services.TryAddSingleton<OrderHistory>();
        services.TryAddSingleton<PublicEvents>();
        services.AddPast(Pasts.Orders);
        services.AddPast(Pasts.Carts);
        services.AddPast(Pasts.Products);
        services.AddPast(Pasts.Stocks);
        services.AddSingleton<FlightRecorder>();
        services.AddSingleton<RelatedEvents>();
        services.AddSingleton<PriceHistory>();
    }

    private static void AddPast<TView>(this IServiceCollection services, Func<EventCodec, Past<TView>> past)
        where TView : class =>
        services.AddSingleton(provider => new StreamHistory<TView>(
            past(provider.GetRequiredService<EventCodec>()), provider.GetRequiredService<IJournal>(), provider.GetRequiredService<HistoryLimits>()));
}
