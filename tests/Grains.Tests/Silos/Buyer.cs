using System.Collections.Concurrent;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Silos;

/// <summary>Buys one piece. It repeats its commands until it has an answer, unless it goes away when it gets none.</summary>
internal sealed class Buyer(StoreCluster store, Guid product, bool paysLater, bool goesAway)
{
    private readonly CommandContext _start = store.NewCommand();
    private readonly CommandContext _pay = store.NewCommand();

    public Guid OrderId { get; } = store.NewId();

    public Guid Product => product;

    public ICheckoutGrain Checkout => store.Grains.GetGrain<ICheckoutGrain>(OrderId);

    public IOrderGrain Order => store.Grains.GetGrain<IOrderGrain>(OrderId);

    /// <summary>What it was told in the end; null when it was told nothing.</summary>
    public Told? Answer { get; private set; }

    /// <summary>What it got instead of answers.</summary>
    public ConcurrentQueue<Exception> Unanswered { get; } = new();

    /// <summary>Buys, and says whether it got an answer.</summary>
    public async Task<bool> BuyAsync(CancellationToken cancellation)
    {
        if (await AskAsync(() => Checkout.Start(Start()), cancellation) is not { } started) return false;
        if (started.Error is { } refused)
        {
            refused.Code.ShouldBe("outOfStock");
            Answer = new Told(false, 0);
            return true;
        }

        var order = started.Value!.Order.ShouldNotBeNull();
        if (!paysLater) return Acknowledge(order);
        var pay = new PayCheckout(_pay, Some.Card, order.Total);
        if (await AskAsync(() => Checkout.Pay(pay), cancellation) is not { } paid) return false;
        paid.Error.ShouldBeNull();
        return Acknowledge(paid.Value!.Order!);
    }

    /// <summary>Comes back, whatever it did before, and does all of it again with the same commands.</summary>
    public Task<bool> ComeBackAsync(CancellationToken cancellation)
    {
        goesAway = false;
        return BuyAsync(cancellation);
    }

    private StartCheckout Start() => new(
        _start, Some.Customer, "eva@example.org", null, [new CartItem(product, 1)], Some.Address, paysLater ? Some.Later : Some.Card);

    private bool Acknowledge(OrderView order)
    {
        order.Status.ShouldBe(OrderStatus.Paid);
        Answer = new Told(true, order.Total.Amount);
        return true;
    }

    private async Task<Result<CheckoutView>?> AskAsync(Func<Task<Result<CheckoutView>>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or StorageUnavailableException)
            {
                Unanswered.Enqueue(e);
                if (goesAway) return null;
            }

            await Task.Delay(20, cancellation);
        }
    }
}

/// <summary>What a buyer was told.</summary>
/// <param name="Bought">The order is paid; else there was nothing left.</param>
internal sealed record Told(bool Bought, long Total);
