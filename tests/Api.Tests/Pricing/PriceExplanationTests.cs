using System.Collections.Immutable;
using OrleansStore.Api.Pricing;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Pricing;

namespace OrleansStore.Api.Tests.Pricing;

/// <summary>How a total came about, for people.</summary>
public sealed class PriceExplanationTests(Shop shop)
{
    [Fact]
    public async Task An_orders_total_is_explained_to_whoever_may_see_it()
    {
        var customer = await shop.NewCustomerAsync();
        var lamp = await shop.NewProductAsync(price: 999);
        var order = (await customer.Order(lamp, quantity: 2)).MustBe(201);

        var explained = (await customer.Get($"/orders/{order.Id}/explain")).MustBe(200);

        explained["total"].GetProperty("amount").GetInt64().ShouldBe(1_998);
        explained["steps"].EnumerateArray().Sum(s => s.GetProperty("amount").GetProperty("amount").GetInt64()).ShouldBe(1_998);
        explained["steps"][0].GetProperty("text").GetString().ShouldNotBeNull().ShouldEndWith(" at 9.99 each: 19.98");
        (await shop.Guest.Get($"/orders/{order.Id}/explain")).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public void Every_cent_has_a_line_and_the_lines_add_up()
    {
        var (mug, lamp) = (Guid.NewGuid(), Guid.NewGuid());
        var tables = new PricingTables(
            "USD", new ShippingTable([new ShippingRule("parcel", "Parcel", [], 490)]), new TaxTable([new TaxRule("US", "CA", null, 72_500, false), new TaxRule("US", null, "light", 20_000, false)]));
        var terms = new PromotionTerms(
            "Summer", null, PromotionKind.Percentage, 100_000, null, null, null, null, ["cups"], [], null, null, false, null, null, null, 0, false, true);
        Promotion[] promotions =
        [
            new(Guid.NewGuid(), terms),
            new(Guid.NewGuid(), terms with { Name = "By post", Code = "POST", Kind = PromotionKind.FreeShipping, Rate = null, Categories = [] }),
        ];
        var request = new QuoteRequest(
            [new QuoteLine(mug, "cups", 2, 1_000), new QuoteLine(lamp, "light", 1, 5_000)], null, "eva@example.org", new("1 Main St", "Fresno", "CA", "93650", "US"), "post", null);
        var price = Prices.Of(tables, request, promotions, CustomerFacts.Guest, ImmutableDictionary<Guid, string>.Empty, DateTimeOffset.UnixEpoch).Quote.ShouldNotBeNull().Breakdown;

        var explained = PriceExplanation.Of(Order(price, (mug, "Mug"), (lamp, "Lamp")));

        explained.Steps.Select(s => s.Text).ShouldBe(
        [
            "2 x Mug at 10.00 each: 20.00",
            "1 x Lamp: 50.00",
            "Promotion 'Summer' 10 % on 2 x Mug: −2.00",
            "Shipping: Parcel: 4.90",
            "Promotion 'By post' (coupon POST) on shipping: −4.90",
            "Tax US-CA 7.25 % of 68.00: 4.93",
        ]);
        explained.Steps.Sum(s => s.Amount.Amount).ShouldBe(price.Total);
        explained.Total.ShouldBe(new Money(7_293, "USD"));
    }

    [Theory]
    [InlineData(1_299, "USD", "12.99")]
    [InlineData(5, "EUR", "0.05")]
    [InlineData(1_299, "JPY", "1299")]
    [InlineData(1_299, "KWD", "1.299")]
    public void Amounts_are_written_as_their_currency_counts(long amount, string currency, string text) => MoneyText.Of(amount, currency).ShouldBe(text);

    private static OrderView Order(PriceBreakdown price, params (Guid Id, string Name)[] names)
    {
        Money InUsd(long amount) => new(amount, price.Currency);
        var items = price.Lines.Select(l => new OrderLineView(
            l.ProductId, "SKU", names.First(n => n.Id == l.ProductId).Name, l.Quantity, InUsd(l.UnitPrice), InUsd(l.Subtotal), InUsd(l.Discount), InUsd(l.Tax), InUsd(l.Total)));
        return new OrderView(
            Guid.NewGuid(), "261121-7K3QH2", null, null, OrderStatus.Pending, 1, [.. items], InUsd(price.Subtotal), InUsd(price.Discount), InUsd(price.ShippingTotal),
            InUsd(price.Tax), InUsd(price.Total), null, price, new("1 Main St", "Fresno", "CA", "93650", "US"), new(PaymentStatus.Pending, null, null), [], [], [], [], null, null, default, default);
    }
}
