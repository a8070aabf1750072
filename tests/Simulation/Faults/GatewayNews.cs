using System.Globalization;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Payments;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>What the gateway tells the store by itself, as a provider's webhooks do: early, late, twice, in any order, until it is taken.</summary>
/// <param name="store">The grains of a process that is up.</param>
/// <param name="gateway">The gateway as it is.</param>
internal sealed class GatewayNews(SeededWorld world, FaultSource faults, Func<IGrainFactory?> store, Func<IPaymentGateway> gateway)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <summary>How often it is told until somebody takes it.</summary>
    private const int Attempts = 50;

    /// <summary>Something happened to a payment.</summary>
    public async Task TellAsync(string key)
    {
        var rates = faults.Rates;
        if (rates.GatewayTells == 0 || faults.Chance.Next() >= rates.GatewayTells || await gateway().FindAsync(key, null) is not { } found) return;
        var news = NewsOf(key, found);
        Send(news, faults.Strikes(rates.GatewayTellsLate, Fault.GatewayTellsLate, key) ? Late : Soon);
        if (faults.Strikes(rates.GatewayTellsTwice, Fault.GatewayTellsTwice, key)) Send(news, Late);
    }

    private ObservePayment NewsOf(string key, FoundPayment found)
    {
        var answer = found.Answer;
        var id = faults.Chance.NewId();
        return new ObservePayment(
            new CommandContext(id, id, Actors.System),
            int.Parse(key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture),
            found.Amount,
            answer.PaymentId,
            answer.State switch
            {
                PaymentState.Authorised => AttemptState.Authorised,
                PaymentState.Declined => AttemptState.Declined,
                PaymentState.Voided => AttemptState.Voided,
                _ => AttemptState.Captured,
            },
            answer.Reason,
            answer.Refunded);
    }

    private void Send(ObservePayment news, TimeSpan within)
    {
        var order = OrderOf(news.PaymentId);
        var pause = faults.Chance.Between(TimeSpan.Zero, within);
        world.Post(_ => Tell(order, news, pause), null);
    }

    private async void Tell(Guid order, ObservePayment news, TimeSpan pause)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await world.Pause(pause);
            pause = faults.Chance.Between(TimeSpan.Zero, TimeSpan.FromSeconds(10));
            if (store() is not { } grains) continue;
            try
            {
                world.Trace.Add(world.Now, $"  $ tells: {news.PaymentId} is {news.State}, {news.Refunded} given back");
                var taken = await grains.GetGrain<IPaymentGrain>(order).Observe(news);
                if (taken.Error is null) return;
            }
            catch (Exception e) when (Expected.IsUnanswered(e))
            {
                // Told again.
            }
        }
    }

    // The simulated gateway makes its ids of the keys: pay_{order}_{attempt}.
    private static Guid OrderOf(string paymentId) => Guid.ParseExact(paymentId.AsSpan(4, 32), "N");
}
