using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Promotions;

/// <summary>Orders with coupons, from the cart to the explanation of every cent.</summary>
public sealed class CouponOrderTests(Shop shop)
{
    [Fact]
    public async Task Of_a_hundred_customers_racing_for_a_coupon_with_ten_uses_exactly_ten_get_it()
    {
        var customers = SoakSize.Of("STORE_SOAK_COUPON_CUSTOMERS", 100);
        var uses = customers / 10;
        var lamp = await shop.NewProductAsync(pieces: customers, price: 1_000);
        var code = NewCode();
        var promotion = (await shop.Admin.Post("/promotions", new { name = "Race", code, kind = "percentage", percent = 10, maxUses = uses, maxUsesPerCustomer = 1 })).MustBe(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, customers).Select(i => shop.Guest.Post("/orders", Order(lamp, 1, code, $"racer{i}-{code}@example.com"))));

        var placed = answers.Where(a => a.Status == 201).ToList();
        placed.Count.ShouldBe(uses, string.Join('\n', answers.Select(a => a.Status).CountBy(s => s)));
        placed.ShouldAllBe(a => a["total"].GetProperty("amount").GetInt64() == 900);
        foreach (var refused in answers.Where(a => a.Status != 201)) refused.MustBeProblem(409, "couponUsedUp");
        (await UsesOfAsync(promotion.Id)).ShouldBe(uses);
        (await shop.StockOfAsync(lamp)).ShouldBe((customers - uses, 0, uses));
    }

    [Fact]
    public async Task One_customer_uses_a_coupon_once_and_an_order_that_is_cancelled_gives_its_use_back()
    {
        var customer = await shop.NewCustomerAsync();
        var lamp = await shop.NewProductAsync(pieces: 10, price: 1_000);
        var code = NewCode();
        var promotion = (await shop.Admin.Post("/promotions", new { name = "Once", code, kind = "amount", amount = Usd(300), maxUsesPerCustomer = 1 })).MustBe(201);

        var first = (await customer.Post("/orders", Order(lamp, 1, code.ToLowerInvariant()))).MustBe(201);
        (await customer.Post("/orders", Order(lamp, 1, code))).MustBeProblem(409, "couponUsedByCustomer");
        (await UsesOfAsync(promotion.Id)).ShouldBe(1);
        (await customer.Post($"/orders/{first.Id}/cancel", new { reason = "too soon" })).MustBe(200);

        (await UsesOfAsync(promotion.Id)).ShouldBe(0);
        (await customer.Post("/orders", Order(lamp, 1, code))).MustBe(201)["total"].GetProperty("amount").GetInt64().ShouldBe(700);
    }

    [Fact]
    public async Task Every_cent_of_an_order_with_a_coupon_is_explained()
    {
        var customer = await shop.NewCustomerAsync();
        var (lamp, chair) = (await shop.NewProductAsync(price: 999), await shop.NewProductAsync(price: 10_000));
        var code = NewCode();
        (await shop.Admin.Post("/promotions", new { name = "Ten", code, kind = "percentage", percent = 10 })).MustBe(201);
        var items = new[] { new { productId = lamp, quantity = 3 }, new { productId = chair, quantity = 1 } };
        var order = (await customer.Post("/orders", new { items, coupon = code, shippingAddress = OrderSteps.Address, payment = new { method = "card" } })).MustBe(201);
        order["total"].GetProperty("amount").GetInt64().ShouldBe(12_997 - 1_300);

        var explained = (await customer.Get($"/orders/{order.Id}/explain")).MustBe(200);

        var steps = explained["steps"].EnumerateArray().ToList();
        steps.Sum(s => s.GetProperty("amount").GetProperty("amount").GetInt64()).ShouldBe(12_997 - 1_300);
        steps.Where(s => s.GetProperty("kind").GetString() == "discount").Select(s => s.GetProperty("amount").GetProperty("amount").GetInt64()).ShouldBe([-300, -1_000]);
        steps[2].GetProperty("text").GetString().ShouldNotBeNull().ShouldStartWith($"Promotion 'Ten' (coupon {code}) 10 % on 3 x ");

        // What else would have been taken off is told beside what was.
        var promotion = new { name = "Lamps", kind = "buyXGetY", buy = 2, get = 1, products = new[] { lamp } };
        var whatIf = (await shop.Admin.Post("/promotions/what-if", new { promotion, orderIds = new[] { order.Id } })).MustBe(200)["items"][0];
        Amount(whatIf, "charged").ShouldBe(11_697);
        Amount(whatIf, "before").ShouldBe(11_697);
        // A piece less at full price, and so a smaller tenth of the rest: 1,199.8 instead of 1,299.7.
        Amount(whatIf, "after").ShouldBe(11_998 - 1_200);
        Amount(whatIf, "discount").ShouldBe(999);
    }

    [Fact]
    public async Task A_coupon_that_does_not_apply_leaves_everything_as_it_was()
    {
        var lamp = await shop.NewProductAsync(pieces: 1, price: 1_000);
        var code = NewCode();
        (await shop.Admin.Post("/promotions", new { name = "Big", code, kind = "amount", amount = Usd(5), minimum = Usd(9_000) })).MustBe(201);

        (await shop.Guest.Post("/orders", Order(lamp, 1, code)))
            .MustBeProblem(422, "couponNotApplicable")["reason"].GetString().ShouldBe("belowMinimum");
        (await shop.Guest.Post("/orders", Order(lamp, 1, NewCode()))).MustBeProblem(422, "couponUnknown");

        (await shop.StockOfAsync(lamp)).ShouldBe((1, 0, 0));
    }

    private async Task<int> UsesOfAsync(Guid promotion) => (await shop.Admin.Get($"/promotions/{promotion}")).MustBe(200)["uses"].GetInt32();

    private static object Order(Guid product, int quantity, string coupon, string email = "guest@example.com") => new
    {
        items = new[] { new { productId = product, quantity } },
        coupon,
        shippingAddress = OrderSteps.Address,
        payment = new { method = "card" },
        email,
    };

    private static string NewCode() => $"C{Guid.NewGuid():N}".ToUpperInvariant();

    private static object Usd(long amount) => new { amount, currency = "USD" };

    private static long Amount(System.Text.Json.JsonElement item, string name) => item.GetProperty(name).GetProperty("amount").GetInt64();
}
