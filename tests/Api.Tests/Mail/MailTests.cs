using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Journal;

namespace OrleansStore.Api.Tests.Mail;

public sealed partial class MailTests(MailShop shop) : IClassFixture<MailShop>
{
    [Fact]
    public async Task A_buyer_is_told_what_becomes_of_the_order()
    {
        var buyer = NewAddress();
        var order = await OrderAsync(buyer);
        (await shop.Admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        (await shop.Admin.Post($"/orders/{order.Id}/deliver")).MustBe(200);
        var number = order["number"].GetString();
        await SubjectsAsync(buyer, $"Your order {number}", $"Payment received for order {number}", $"Order {number} is on its way", $"Order {number} has arrived");
        shop.To(buyer).Select(m => MessageId().Match(m).Value).ShouldBeUnique();
        var first = Decoded(shop.To(buyer).First());
        first.ShouldContain("12.50 USD");
        first.ShouldContain($"https://shop.example.com/orders/{order.Id}");
    }

    [Fact]
    public async Task The_link_in_a_guests_mail_opens_the_order_and_no_other()
    {
        var buyer = NewAddress();
        var (order, other) = (await OrderAsync(buyer), await OrderAsync(NewAddress()));
        await SubjectsAsync(buyer, $"Your order {order["number"].GetString()}", $"Payment received for order {order["number"].GetString()}");
        var token = TokenOf().Match(Decoded(shop.To(buyer).First())).Groups[1].Value;
        (await shop.Guest.Get($"/orders/{order.Id}", ("Order-Token", token))).MustBe(200);
        (await shop.Guest.Get($"/orders/{other.Id}", ("Order-Token", token))).MustBe(404);
    }

    [Fact]
    public async Task A_customer_is_told_at_the_accounts_address_also_of_cancellation_and_refund()
    {
        var customer = await shop.NewCustomerAsync();
        var address = (await customer.Get("/customers/me"))["email"].GetString()!;
        var order = (await customer.Order(await shop.NewProductAsync())).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "changed my mind" })).MustBe(200);
        var number = order["number"].GetString();
        await SubjectsAsync(
            address, $"Your order {number}", $"Payment received for order {number}", $"Order {number} is cancelled", $"Refund for order {number}");
    }

    [Fact]
    public async Task A_server_that_refuses_and_drops_gets_everything_later_in_order()
    {
        var random = new Random(4);
        shop.Post.Mood = _ =>
        {
            lock (random) return (SmtpMood)(random.Next(10) switch { 0 or 1 => 1, 2 or 3 => 3, 4 => 4, _ => 0 });
        };
        try
        {
            var buyers = Enumerable.Range(0, 8).Select(_ => NewAddress()).ToList();
            foreach (var buyer in buyers)
            {
                var number = (await OrderAsync(buyer))["number"].GetString();
                await SubjectsAsync(buyer, $"Your order {number}", $"Payment received for order {number}");
            }
        }
        finally
        {
            shop.Post.Mood = _ => SmtpMood.Accept;
        }
    }

    [Fact]
    public async Task An_order_that_was_refused_at_once_is_not_spoken_of()
    {
        var (refused, bought) = (NewAddress(), NewAddress());
        var product = await shop.NewProductAsync(pieces: 1);
        (await shop.Guest.Post("/orders", OrderSteps.OrderOf(product, 2, email: refused))).MustBeProblem(409, "outOfStock");
        var number = (await OrderAsync(bought))["number"].GetString();
        await SubjectsAsync(bought, $"Your order {number}", $"Payment received for order {number}");
        shop.To(refused).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_the_server_does_not_know_is_a_dead_letter_and_the_others_get_theirs()
    {
        var before = shop.Post.Connections;
        var unknown = NewAddress();
        shop.Post.Mood = connection => connection == before ? SmtpMood.RefuseForGood : SmtpMood.Accept;
        await OrderAsync(unknown);
        var grains = shop.Services.GetRequiredService<IGrainFactory>();
        await Patience.UntilAsync(async () => (await grains.GetGrain<IOutboundGrain>(OutboundNames.Mail).Get()).DeadLetters.Any(l => l.Error == "the mail server answered 550"));
    }

    [Fact]
    public async Task Who_opted_in_hears_of_new_products_of_the_category_but_not_of_each_of_many()
    {
        var (reader, other) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var category = $"Cat{Guid.NewGuid():N}";
        (await reader.Patch("/customers/me", new { preferences = new { categories = new[] { category }, emailOptIn = true } })).MustBe(200);
        (await other.Patch("/customers/me", new { preferences = new { categories = new[] { category }, emailOptIn = false } })).MustBe(200);
        for (var i = 0; i < 5; i++) await shop.NewProductAsync(category: category);
        var (told, untold) = ((await reader.Get("/customers/me"))["email"].GetString()!, (await other.Get("/customers/me"))["email"].GetString()!);
        var grains = shop.Services.GetRequiredService<IGrainFactory>();
        await Patience.UntilAsync(async () => (await grains.GetGrain<IOutboundGrain>(OutboundNames.NewProducts).Get()) is var view && view.Waiting == 0 && view.Position >= shop.Journal.Head);
        shop.To(told).ShouldHaveSingleItem().ShouldContain("Subject: New in");
        shop.To(untold).ShouldBeEmpty();

        var inbox = (await reader.Get("/customers/me/notifications")).MustBe(200)["items"].EnumerateArray().ToList();
        inbox.Count(n => n.GetProperty("type").GetString() == "product.added").ShouldBe(5);
    }

    [Fact]
    public async Task A_full_mailbox_holds_up_neither_the_other_readers_nor_the_next_product()
    {
        var (category, next) = ($"Cat{Guid.NewGuid():N}", $"Cat{Guid.NewGuid():N}");
        var readers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var reader = await shop.NewCustomerAsync();
            readers.Add((await reader.Get("/customers/me"))["email"].GetString()!);
            (await reader.Patch("/customers/me", new { preferences = new { categories = new[] { i < 3 ? category : next }, emailOptIn = true } })).MustBe(200);
        }

        shop.Post.IsFull = line => line.Contains(readers[0], StringComparison.Ordinal);
        await shop.NewProductAsync(category: category);
        await Patience.UntilAsync(() => shop.To(readers[1]).Any() && shop.To(readers[2]).Any());
        await shop.NewProductAsync(category: next);
        await Patience.UntilAsync(() => shop.To(readers[3]).Any());
        shop.To(readers[0]).ShouldBeEmpty();

        shop.Post.IsFull = _ => false;
        await Patience.UntilAsync(() => shop.To(readers[0]).Any());
        foreach (var reader in readers) shop.To(reader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_leaves_arrives_and_comes_back_in_parts_is_told_by_the_piece_and_parcel()
    {
        var buyer = NewAddress();
        var lamp = await shop.NewProductAsync();
        var order = (await shop.Guest.Post("/orders", OrderSteps.OrderOf(lamp, 3, email: buyer))).MustBe(201);
        var path = $"/orders/{order.Id}";
        object Lamps(int quantity) => new { productId = lamp, quantity };
        var parcels = new[] { new { trackingNumber = "T1", carrier = "DHL" }, new { trackingNumber = "T2", carrier = "UPS" } };
        (await shop.Admin.Post($"{path}/ship", new { parcels, lines = new[] { Lamps(2) } })).MustBe(200);
        (await shop.Admin.Post($"{path}/deliver", new { shipment = 1 })).MustBe(200);
        (await shop.Admin.Post($"{path}/returns", new { lines = new[] { Lamps(1) }, reason = "broken" })).MustBe(201);
        (await shop.Admin.Post($"{path}/returns/1/approve", new { })).MustBe(200);
        (await shop.Admin.Post($"{path}/returns/1/receive", new { })).MustBe(200);
        await Patience.UntilAsync(() => shop.To(buyer).Count() >= 5);
        var mails = shop.To(buyer).Select(Decoded).ToList();
        mails[2].ShouldContain("UPS T2");
        mails[2].ShouldMatch("2 (×|=C3=97) ");
        mails[3].ShouldContain("Part of your order");
        mails[3].ShouldMatch("2 (×|=C3=97) ");
        mails[3].ShouldContain("UPS T2");
        mails[4].ShouldMatch("1 (×|=C3=97) ");
    }

    [Fact]
    public async Task The_administrator_is_told_what_differs_and_by_how_much()
    {
        var (product, order) = (await shop.NewProductAsync(), Guid.NewGuid());
        var difference = new { productId = product, orderId = order, expectedHeld = 0, foundHeld = 7, expectedSold = 5, foundSold = 4 };
        var differed = new NewEvent(
            Guid.NewGuid(), "reconciliation.differed.v1", Guid.NewGuid(), Guid.NewGuid(), "system", DateTimeOffset.UtcNow, JsonSerializer.SerializeToUtf8Bytes(new { difference }));
        (await shop.Journal.AppendAsync($"reconciliation-{Guid.NewGuid():N}", 0, [differed])).Outcome.ShouldBe(AppendOutcome.Appended);
        await Patience.UntilAsync(() => shop.To(Shop.AdminEmail).Any(m => m.Contains("Stock and orders differ", StringComparison.Ordinal)));
        var mail = Decoded(shop.To(Shop.AdminEmail).Single(m => m.Contains("Stock and orders differ", StringComparison.Ordinal)));
        mail.ShouldContain($"{order}");
        mail.ShouldContain("Held: 7 instead of 0. Sold: 4 instead of 5.");
    }

    [Fact]
    public async Task The_administrator_is_told_of_low_stock()
    {
        var product = await shop.NewProductAsync(pieces: 0);
        var low = new NewEvent(
            Guid.NewGuid(), "stock.low.v1", Guid.NewGuid(), Guid.NewGuid(), "system", DateTimeOffset.UtcNow, Encoding.UTF8.GetBytes("""{"available":3,"threshold":10}"""));
        var version = (await shop.Journal.ReadStreamAsync($"stock-{product:N}", 0, 100, TestContext.Current.CancellationToken)).Count;
        (await shop.Journal.AppendAsync($"stock-{product:N}", version, [low])).Outcome.ShouldBe(AppendOutcome.Appended);
        await Patience.UntilAsync(() => shop.To(Shop.AdminEmail).Any(m => m.Contains("Subject: Low stock", StringComparison.Ordinal)));
        var inbox = (await shop.Admin.Get("/customers/me/notifications?limit=100")).MustBe(200);
        inbox["items"].EnumerateArray().ShouldContain(n => n.GetProperty("type").GetString() == "stock.low" && n.GetProperty("productId").GetGuid() == product);
    }

    private static string NewAddress() => $"b{Guid.NewGuid():N}@example.org";

    private async Task<Reply> OrderAsync(string buyer) =>
        (await shop.Guest.Post("/orders", OrderSteps.OrderOf(await shop.NewProductAsync(), email: buyer))).MustBe(201);

    /// <summary>These, in this order; a repeat may come where the answer to the first was lost.</summary>
    private async Task SubjectsAsync(string address, params string[] subjects)
    {
        await Patience.UntilAsync(() => shop.To(address).DistinctBy(m => MessageId().Match(m).Value).Count() >= subjects.Length);
        shop.To(address).DistinctBy(m => MessageId().Match(m).Value).Select(m => Subject().Match(m).Groups[1].Value.ReplaceLineEndings("")).ShouldBe(subjects);
    }

    /// <summary>The parts of an e-mail without the protocol's wrapping.</summary>
    private static string Decoded(string mail) => string.Concat(Part().Matches(mail).Select(part => part.Groups["how"].Value == "base64"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups["body"].Value.ReplaceLineEndings("")))
        : part.Groups["body"].Value.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)));

    [GeneratedRegex(@"#token=([\w-]+)")]
    private static partial Regex TokenOf();

    [GeneratedRegex("Message-ID: <.*?>")]
    private static partial Regex MessageId();

    [GeneratedRegex(@"Subject: (.*(?:\n .*)*)")]
    private static partial Regex Subject();

    [GeneratedRegex(@"Content-Transfer-Encoding: (?<how>\S+)\n\n(?<body>.*?)(?=\n--)", RegexOptions.Singleline)]
    private static partial Regex Part();
}
