using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Stock;

namespace OrleansStore.Grains.Tests.Stock;

/// <summary>What holds in every history, tried on many: a seed that fails is named and fails again.</summary>
public sealed class StockHistoryTests
{
    private const int Orders = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    public void Pieces_are_neither_made_nor_lost_nor_oversold(int firstSeed)
    {
        var moved = 0;
        for (var seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            var chance = new Random(seed);
            var stock = StockState.Initial;
            for (var step = 0; step < 100; step++)
            {
                var (name, decide) = Draw(chance);
                var decision = decide(stock);
                stock = Spec.Fold(stock, decision.Events);
                moved += decision.Events.Count;
                var at = $"seed {seed}, step {step}: {name}";
                Check(stock, at);

                // What is keyed by the order changes nothing when it comes again; the rest is known by its command's id.
                if (name.EndsWith("order", StringComparison.Ordinal)) decide(stock).Events.ShouldBeEmpty(at);
            }
        }

        moved.ShouldBeGreaterThan(3_000, "the histories must be eventful to prove anything");
    }

    private static (string Name, Func<StockState, Decision<StockEvent>> Decide) Draw(Random chance)
    {
        var context = Some.Command(2);
        var order = Some.Id(100 + chance.Next(Orders));
        var quantity = chance.Next(0, 12);
        int? number = chance.Next(3) == 0 ? null : chance.Next(1, 100);
        var (threshold, backorder) = (chance.Next(12), chance.Next(2) == 0);
        return chance.Next(11) switch
        {
            10 => ("configure", s => StockDecisions.Configure(s, 1, new ConfigureStock(context, threshold, backorder))),
            0 => ("receive", s => StockDecisions.Receive(s, 1, new ReceiveStock(context, quantity))),
            1 => ("adjust", s => StockDecisions.Adjust(s, 1, new AdjustStock(context, quantity - 6, "counted"))),
            2 => ("restock order", s => StockDecisions.Restock(s, new RestockStock(context, order, quantity, Some.Now, false))),
            3 or 4 => ("sell order", s => StockDecisions.Sell(s, new SettleStock(context, order))),
            5 => ("release order", s => StockDecisions.Release(s, new SettleStock(context, order))),
            _ => ("hold order", s => StockDecisions.Hold(s, Some.Lamp, new HoldStock(context, order, quantity, number))),
        };
    }

    private static void Check(StockState stock, string at)
    {
        (stock.Received + stock.Adjusted + stock.Returned).ShouldBe(stock.Available + stock.Held + stock.Sold, at);
        stock.Available.ShouldBeGreaterThanOrEqualTo(0, at);
        var owed = stock.Backorders.Where(b => !b.Sold).Sum(b => (long)b.Quantity);
        stock.Holds.Values.Sum(h => (long)h.Quantity).ShouldBe(stock.Held + owed, at);
        stock.Backorders.ShouldAllBe(b => b.Quantity > 0, at);
        stock.Backorders.Select(b => b.OrderId).ShouldBeUnique(at);
        Math.Min(stock.Available, stock.Backordered()).ShouldBe(0, at);
        if (!stock.IsLow) stock.Available.ShouldBeGreaterThan(stock.LowStockThreshold, at);
        stock.Holds.Values.ShouldAllBe(h => h.Quantity > 0, at);
        stock.Empty.Select(h => h.OrderId).ShouldBeUnique(at);
    }
}
