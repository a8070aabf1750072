using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>A cluster of its own: what is open here is open on purpose.</summary>
public sealed class CrashingCluster : StoreCluster;

/// <summary>
/// Whatever a checkout does, it is stopped before each of its writes in turn, and then found and gone on with: goods, money
/// and order end as if nothing had happened.
/// </summary>
public sealed class CheckoutCrashTests(CrashingCluster store) : IClassFixture<CrashingCluster>
{
    private static readonly PaymentChoice Declined = new(PaymentChoice.Card, "card_declined");
    private static readonly PaymentChoice TimesOut = new(PaymentChoice.Card, "card_timeout");

    /// <summary>What each scenario begins with, and the one command that is interrupted.</summary>
    private static readonly Dictionary<string, (Func<Purchase, Task>? Before, Func<Purchase, Func<Task<Result<CheckoutView>>>> Act)> Scenarios = new()
    {
        ["start later"] = (null, p => Start(p, Some.Later)),
        ["start later from a cart"] = (null, p => Start(p, Some.Later, fromCart: true)),
        ["start with a card"] = (null, p => Start(p, Some.Card)),
        ["start with a card from a cart"] = (null, p => Start(p, Some.Card, fromCart: true)),
        ["start with a card that is declined"] = (null, p => Start(p, Declined)),
        ["start with a card that times out"] = (null, p => Start(p, TimesOut)),
        ["start out of stock"] = (TakeChairs, p => Start(p, Some.Card, fromCart: true)),
        ["pay"] = (Begin(Some.Later), p => Pay(p, "card_ok")),
        ["pay after a decline"] = (Begin(Declined), p => Pay(p, "card_ok")),
        ["pay and be declined"] = (Begin(Some.Later), p => Pay(p, "card_declined")),
        ["pay and time out"] = (Begin(Some.Later), p => Pay(p, "card_timeout")),
        ["cancel unpaid"] = (Begin(Some.Later), Cancel),
        ["cancel paid"] = (Begin(Some.Card), Cancel),
        ["more lamps"] = (Begin(Some.Later), p => Change(p, p.Lamp, 3)),
        ["fewer lamps"] = (Begin(Some.Later), p => Change(p, p.Lamp, -1)),
        ["no chair"] = (Begin(Some.Later), p => Change(p, p.Chair, -1)),
        ["refund some"] = (Begin(Some.Card), p => Refund(p, 1_000)),
        ["refund all"] = (Begin(Some.Card), p => Refund(p, 7_000)),
        ["cancel what was refunded in part"] = (async p => { await Begin(Some.Card)(p); await p.Checkout.Refund(p.Refund(500)); }, Cancel),
        ["take some back"] = (p => ReturnAsync(p, 1), Receive),
        ["take all lamps back"] = (p => ReturnAsync(p, 2), Receive),
        ["expire"] = (async p => { await Begin(Some.Later)(p); p.LetTimePass(); }, Expire),
        ["more lamps than there are"] = (Begin(Some.Later), p => Change(p, p.Lamp, 9)),
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var scenario in Scenarios.Keys)
            foreach (var trouble in new[] { "outage", "refusal", "lost reply" })
                cases.Add(scenario, trouble);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Stopped_before_any_write_it_ends_as_if_nothing_had_happened(string scenario, string trouble)
    {
        var (writes, expected, expectedError) = await UndisturbedAsync(scenario);
        for (var n = 1; n <= writes; n++)
        {
            var at = $"{scenario}, {trouble} at write {n} of {writes}";
            var (purchase, act) = await PrepareAsync(scenario);
            using (Trouble(trouble, purchase, n)) await TryAsync(act);
            await store.DeactivateAllAsync();

            await SweepAsync(at);
            await purchase.CheckAsync(at);

            // Whoever got no answer asks again, and gets the one he would have got.
            (await act()).Error?.Code.ShouldBe(expectedError, at);
            await SweepAsync(at);
            (await purchase.SummaryAsync()).ShouldBe(expected, at);
            await purchase.CheckAsync(at);
        }
    }

    private async Task<(int Writes, string Summary, string? Error)> UndisturbedAsync(string scenario)
    {
        var (purchase, act) = await PrepareAsync(scenario);
        using var counted = store.Faults.Count(purchase.Owns);
        var answer = await act();
        await SweepAsync(scenario);
        answer.Value?.Finished.ShouldBeTrue(scenario);
        counted.Seen.ShouldBeGreaterThan(1, scenario);
        await purchase.CheckAsync(scenario);
        return (counted.Seen, await purchase.SummaryAsync(), answer.Error?.Code);
    }

    private async Task<(Purchase Purchase, Func<Task<Result<CheckoutView>>> Act)> PrepareAsync(string scenario)
    {
        var (before, act) = Scenarios[scenario];
        var purchase = await Purchase.NewAsync(store);
        if (before is not null) await before(purchase);
        await SweepAsync(scenario);
        return (purchase, act(purchase));
    }

    private FaultPlan.Fault Trouble(string trouble, Purchase purchase, int n) => trouble switch
    {
        "outage" => store.Faults.Before(FateBeforeWrite.Unavailable, purchase.Owns, first: n),
        "refusal" => store.Faults.Before(FateBeforeWrite.Unavailable, purchase.Owns, first: n, times: 1),
        "lost reply" => store.Faults.After(FateAfterWrite.LoseReply, purchase.Owns, first: n, times: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };

    /// <summary>Until nothing is open; a checkout's last mark may be on its way when it answers.</summary>
    private async Task SweepAsync(string at)
    {
        var open = int.MaxValue;
        for (var attempt = 0; attempt < 50 && open > 0; attempt++)
        {
            if (attempt > 0) await Task.Delay(10, TestContext.Current.CancellationToken);
            open = await store.Grains.GetGrain<IRecoveryGrain>(0).Sweep();
        }

        open.ShouldBe(0, at);
    }

    private static async Task TryAsync(Func<Task<Result<CheckoutView>>> act)
    {
        try
        {
            await act();
        }
        catch (StorageUnavailableException)
        {
            // The buyer sees an error and does not know how far it came.
        }
    }

    private static Func<Task<Result<CheckoutView>>> Start(Purchase p, PaymentChoice payment, bool fromCart = false)
    {
        var command = p.Start(payment, fromCart);
        return () => p.Checkout.Start(command);
    }

    private static Func<Task<Result<CheckoutView>>> Pay(Purchase p, string token)
    {
        var command = p.Pay(token);
        return () => p.Checkout.Pay(command);
    }

    private static Func<Task<Result<CheckoutView>>> Cancel(Purchase p)
    {
        var command = p.Cancel();
        return () => p.Checkout.Cancel(command);
    }

    private static Func<Task<Result<CheckoutView>>> Change(Purchase p, Guid product, int delta)
    {
        var command = p.Change(product, delta);
        return () => p.Checkout.ChangeItem(command);
    }

    private static Func<Task<Result<CheckoutView>>> Refund(Purchase p, long amount)
    {
        var command = p.Refund(amount);
        return () => p.Checkout.Refund(command);
    }

    private static Func<Task<Result<CheckoutView>>> Receive(Purchase p)
    {
        var command = p.Receive(1);
        return () => p.Checkout.ReceiveReturn(command);
    }

    private static Func<Task<Result<CheckoutView>>> Expire(Purchase p)
    {
        var context = p.NewCommand();
        return () => p.Checkout.Expire(context);
    }

    private static async Task ReturnAsync(Purchase p, int lamps)
    {
        await Begin(Some.Card)(p);
        await p.DeliverAsync();
        await p.ReturnLampsAsync(lamps);
    }

    private static Func<Purchase, Task> Begin(PaymentChoice payment) => p => p.Checkout.Start(p.Start(payment));

    private static Task TakeChairs(Purchase p) => p.TakeChairsAsync();
}
