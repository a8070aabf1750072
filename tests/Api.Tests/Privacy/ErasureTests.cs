using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;

namespace OrleansStore.Api.Tests.Privacy;

/// <summary>What is stored of people: sealed from the first byte, given out to them alone, and gone when they want it.</summary>
public sealed class ErasureTests(Shop shop)
{
    private static readonly string[] Secrets =
    [
        "quetzalcoatl@example.net", "Quetzal Coatlsson", "+49 7531 998877", "Obsidianstrasse 77", "Tenochtitlan", "Scarlet macaw feather", "Ring the jade bell",
        "Hummingbird/7.7", "too many feathers", "xolotl@example.net", "Axolotl Alley 9",
    ];

    [Fact]
    public async Task Of_who_was_erased_no_byte_is_left_in_clear_while_all_figures_stay()
    {
        var folder = Directory.CreateTempSubdirectory("store-erasure-");
        try
        {
            Life before;
            await using (var first = new FolderShop(folder.FullName))
            {
                await first.InitializeAsync();
                before = await LiveAsync(first);
                // As it lies on the disk while it serves: nothing was ever written in clear, not even to be taken away later.
                ScanFor(folder, Secrets);
                await EraseAsync(first, before);
            }

            ScanFor(folder, Secrets);
            await using var second = new FolderShop(folder.FullName);
            await second.InitializeAsync();
            await StandsAsync(second, before);
            ScanFor(folder, Secrets);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_scan_finds_what_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("store-scan-");
        try
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, "some.db"), [0, 255, .. encoding.GetBytes(Secrets[3]), 7]);
                Should.Throw<ShouldAssertException>(() => ScanFor(folder, Secrets));
            }

            File.WriteAllText(Path.Combine(folder.FullName, "some.db"), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"a\":\"{Secrets[1]}\"}}")));
            Should.Throw<ShouldAssertException>(() => ScanFor(folder, Secrets));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_order_that_is_not_finished_keeps_its_address()
    {
        var product = await shop.NewProductAsync();
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(product, method: "later")).MustBe(201);
        var refused = (await customer.Delete("/customers/me")).MustBeProblem(409, "orderOpen");
        refused["orderId"].GetGuid().ShouldBe(order.Id);
        (await customer.Get("/customers/me")).MustBe(200);
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "changed my mind" })).MustBe(200);
        (await customer.Delete("/customers/me")).MustBe(200);
        (await customer.Get("/customers/me")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Nobody_erases_the_last_administrator()
    {
        await using var own = await SetShop.OpenAsync();
        var boss = (await own.Admin.Get("/customers/me")).Id;
        (await own.Admin.Delete("/customers/me")).MustBeProblem(409, "lastAdministrator");
        (await own.Admin.Get("/customers/me")).Id.ShouldBe(boss);
    }

    [Fact]
    public async Task Nobody_erases_somebody_else()
    {
        var (one, other) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        (await other.Delete($"/customers/{one.Id}")).MustBeProblem(403, "forbidden");
        (await shop.Guest.Delete("/customers/me")).MustBeProblem(401, "unauthenticated");
        var receipt = (await shop.Admin.Delete($"/customers/{one.Id}")).MustBe(200);
        receipt["subject"].GetGuid().ShouldBe(one.Id);
        (await shop.Admin.Delete($"/customers/{one.Id}")).MustBe(200)["id"].GetGuid().ShouldBe(receipt["id"].GetGuid());
        (await shop.Admin.Get($"/customers/{one.Id}")).MustBeProblem(404, "customerErased");
        (await one.Get("/customers/me")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_guests_order_is_erased_by_who_has_its_token_once_it_is_finished()
    {
        var product = await shop.NewProductAsync();
        var placed = (await shop.Guest.Order(product, method: "later")).MustBe(201);
        var guest = shop.Guest with { OrderToken = placed["orderToken"].GetString() };
        (await guest.Delete($"/orders/{placed.Id}/personal-data")).MustBeProblem(409, "orderOpen");
        (await guest.Post($"/orders/{placed.Id}/cancel", new { })).MustBe(200);
        (await shop.Guest.Delete($"/orders/{placed.Id}/personal-data")).Status.ShouldBe(404);
        (await guest.Delete($"/orders/{placed.Id}/personal-data")).MustBe(200)["subject"].GetGuid().ShouldBe(placed.Id);
        var left = (await guest.Get($"/orders/{placed.Id}")).MustBe(200);
        left["shippingAddress"].GetProperty("street").GetString().ShouldBe("[erased]");
        left["total"].GetProperty("amount").GetInt64().ShouldBe(placed["total"].GetProperty("amount").GetInt64());

        var customer = await shop.NewCustomerAsync();
        var own = (await customer.Order(product, method: "later")).MustBe(201);
        (await customer.Delete($"/orders/{own.Id}/personal-data")).MustBeProblem(409, "notAGuests");
    }

    [Fact]
    public async Task Who_asks_gets_all_that_is_stored_of_him_and_nothing_of_others()
    {
        var product = await shop.NewProductAsync();
        var (one, other) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        (await one.Patch("/customers/me", new { phone = "12345", addresses = new[] { OrderSteps.Address } })).MustBe(200);
        var order = (await one.Order(product)).MustBe(201);
        (await shop.Admin.Post($"/orders/{order.Id}/notes", new { text = "a difficult one", @internal = true })).MustBe(201);
        var theirs = (await other.Order(product)).MustBe(201);
        (await one.Get($"/orders?limit=1", ("Store-Min-Position", theirs.Header("Store-Position")!))).MustBe(200);

        var export = (await one.Get("/customers/me/export")).MustBe(200);
        export["account"].GetProperty("phone").GetString().ShouldBe("12345");
        export["sessions"].GetArrayLength().ShouldBe(1);
        export["orders"].EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(order.Id);
        export["orders"][0].GetProperty("shippingAddress").GetProperty("city").GetString().ShouldBe("Springfield");
        export["notifications"].GetArrayLength().ShouldBeGreaterThan(0);
        export.Body.ShouldNotContain("a difficult one");
        export.Body.ShouldNotContain(theirs.Id.ToString());
        (await shop.Guest.Get("/customers/me/export")).MustBeProblem(401, "unauthenticated");
    }

    /// <summary>Somebody registers, buys, reviews, complains; and a guest buys too.</summary>
    private static async Task<Life> LiveAsync(Shop shop)
    {
        var product = await shop.NewProductAsync(pieces: 10);
        (await shop.Guest.Post("/customers", new { email = Secrets[0], name = Secrets[1], password = Shop.Password }, ("Idempotency-Key", Guid.NewGuid().ToString()))).MustBe(201);
        var login = (await shop.Guest.Post("/auth/login", new { email = Secrets[0], password = Shop.Password }, ("User-Agent", Secrets[7]))).MustBe(200);
        var customer = shop.Guest with { AccessToken = login["accessToken"].GetString() };
        (await customer.Patch("/customers/me", new { phone = Secrets[2], addresses = new[] { AddressOf(Secrets[3]) } })).MustBe(200);
        var order = (await customer.Post("/orders", OrderOf(product, 2, Secrets[3], null), ("Idempotency-Key", Guid.NewGuid().ToString()))).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/notes", new { text = Secrets[6] })).MustBe(201);
        (await shop.Admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        (await shop.Admin.Post($"/orders/{order.Id}/deliver", new { })).MustBe(200);
        (await customer.Post($"/products/{product}/reviews", new { rating = 4, text = Secrets[5] })).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/returns", new { lines = new[] { new { productId = product, quantity = 1 } }, reason = Secrets[8] })).MustBe(201);
        (await shop.Admin.Post($"/orders/{order.Id}/returns/1/approve")).MustBe(200);
        (await shop.Admin.Post($"/orders/{order.Id}/returns/1/receive", new { restock = Array.Empty<object>() }, ("Idempotency-Key", Guid.NewGuid().ToString()))).MustBe(200);
        var second = (await customer.Post("/orders", OrderOf(product, 1, Secrets[3], null))).MustBe(201);
        (await customer.Post($"/orders/{second.Id}/cancel", new { reason = Secrets[8] }, ("Idempotency-Key", Guid.NewGuid().ToString()))).MustBe(200);
        var guests = (await shop.Guest.Post("/orders", OrderOf(product, 1, Secrets[10], Secrets[9]), ("Idempotency-Key", Guid.NewGuid().ToString()))).MustBe(201);
        (await shop.Admin.Post($"/orders/{guests.Id}/ship", new { trackingNumber = "T2", carrier = "DHL" })).MustBe(200);
        // It can be read by those who may, so it is there.
        var export = (await customer.Get("/customers/me/export", ("Store-Min-Position", guests.Header("Store-Position")!))).MustBe(200);
        foreach (var secret in Secrets[..7]) export.Body.ShouldContain(secret.Replace("+", "\\u002B", StringComparison.Ordinal));
        return new Life(product, order, guests, customer, await shop.StockOfAsync(product));
    }

    private static async Task EraseAsync(Shop shop, Life life)
    {
        (await life.Customer.Delete("/customers/me")).MustBe(200)["erasedAt"].GetDateTimeOffset();
        var guest = shop.Guest with { OrderToken = life.Guests["orderToken"].GetString() };
        (await guest.Delete($"/orders/{life.Guests.Id}/personal-data")).MustBe(200);
        await StandsAsync(shop, life);
        // Not with all the keys that are left either.
        var journal = shop.Services.GetRequiredService<IJournal>();
        for (var after = 0L; await journal.ReadAllAsync(after, 1_000) is { Count: > 0 } events; after = events[^1].Position)
            foreach (var e in events)
                foreach (var form in Secrets.SelectMany(FormsOf))
                    (e.Payload.Span.IndexOf(form) < 0).ShouldBeTrue($"{e.Type} of {e.Stream} still tells it: {Encoding.UTF8.GetString(e.Payload.Span)}");
    }

    private static async Task StandsAsync(Shop shop, Life life)
    {
        (await shop.Guest.Post("/auth/login", new { email = Secrets[0], password = Shop.Password })).MustBeProblem(401, "invalidCredentials");
        foreach (var was in new[] { life.Order, life.Guests })
        {
            var order = (await shop.Admin.Get($"/orders/{was.Id}")).MustBe(200);
            foreach (var figure in new[] { "total", "subtotal", "items", "number", "createdAt" }) order[figure].GetRawText().ShouldBe(was[figure].GetRawText());
            order["shippingAddress"].GetProperty("street").GetString().ShouldBe("[erased]");
            (await shop.Admin.Get($"/orders/{was.Id}/explain")).MustBe(200);
        }

        (await shop.StockOfAsync(life.Product)).ShouldBe(life.Stock);
        var reviews = (await shop.Guest.Get($"/products/{life.Product}/reviews")).MustBe(200);
        reviews["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("[erased]");
        (await shop.Guest.Get($"/products/{life.Product}"))["rating"].GetDecimal().ShouldBe(4);
    }

    private static object AddressOf(string street) => new { street, city = Secrets[4], zipCode = "12345", country = "DE" };

    private static object OrderOf(Guid productId, int quantity, string street, string? email) =>
        new { items = new[] { new { productId, quantity } }, shippingAddress = AddressOf(street), payment = new { method = "card" }, email };

    /// <summary>Looks into every file but the empty ones that say who has the store open, and e-mails, which in development are sent to a folder: as UTF-8, as UTF-16, and as what base64 of it would look like at each of three places.</summary>
    private static void ScanFor(DirectoryInfo folder, string[] secrets)
    {
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Extension is not (".lock" or ".eml")))
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
            foreach (var secret in secrets)
                foreach (var form in FormsOf(secret))
                    (bytes.IndexOf(form) < 0).ShouldBeTrue($"'{secret}' stands in {file.Name}");
        }
    }

    private static IEnumerable<byte[]> FormsOf(string secret)
    {
        yield return Encoding.UTF8.GetBytes(secret);
        yield return Encoding.Unicode.GetBytes(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            // The letters at both ends depend on their neighbours.
            var base64 = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(secret)]).TrimEnd('=');
            yield return Encoding.ASCII.GetBytes(base64[(shift == 0 ? 0 : shift + 1)..^2]);
        }
    }

    private sealed record Life(Guid Product, Reply Order, Reply Guests, Visitor Customer, (long, long, long) Stock);
}
