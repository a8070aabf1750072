using System.Net;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Http;

public sealed class IdempotencyTests(Shop shop)
{
    [Fact]
    public async Task The_same_key_and_body_replay_the_first_answer()
    {
        var product = await shop.NewProductAsync(pieces: 10);
        var (key, body) = (NewKey(), OrderSteps.OrderOf(product));
        var first = (await shop.Guest.Post("/orders", body, key)).MustBe(201);
        first.Header("Idempotency-Replayed").ShouldBeNull();
        var again = (await shop.Guest.Post("/orders", body, key)).MustBe(201);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        again.Body.ShouldBe(first.Body);
        foreach (var header in new[] { "Store-Position", "ETag", "Location" }) again.Header(header).ShouldBe(first.Header(header));
        (await shop.StockOfAsync(product)).ShouldBe((9, 0, 1));
    }

    [Fact]
    public async Task The_same_key_for_another_body_or_address_is_refused()
    {
        var product = await shop.NewProductAsync(pieces: 10);
        var key = NewKey();
        (await shop.Guest.Post("/orders", OrderSteps.OrderOf(product), key)).MustBe(201);
        (await shop.Guest.Post("/orders", OrderSteps.OrderOf(product, 2), key)).MustBeProblem(422, "idempotencyKeyReused");
        (await shop.Guest.Post("/carts", null, key)).MustBeProblem(422, "idempotencyKeyReused");
        (await shop.StockOfAsync(product)).ShouldBe((9, 0, 1));
    }

    [Fact]
    public async Task Keys_of_different_accounts_never_meet()
    {
        var product = await shop.NewProductAsync(pieces: 10);
        var (one, two) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var (key, body) = (NewKey(), OrderSteps.OrderOf(product));
        var first = (await one.Post("/orders", body, key)).MustBe(201);
        var second = (await two.Post("/orders", body, key)).MustBe(201);
        second.Id.ShouldNotBe(first.Id);
        (await shop.StockOfAsync(product)).ShouldBe((8, 0, 2));
    }

    [Fact]
    public async Task Fifty_connections_at_once_with_one_key_make_one_order()
    {
        var product = await shop.NewProductAsync(pieces: 100);
        var (key, body) = (NewKey(), OrderSteps.OrderOf(product));
        var address = shop.Guest.Http.BaseAddress;
        var visitors = Enumerable.Range(0, 50).Select(_ => new Visitor(new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = address })).ToList();
        var replies = await Task.WhenAll(visitors.Select(v => v.Post("/orders", body, key)));
        var first = replies.Single(r => r.Status == 201 && r.Header("Idempotency-Replayed") is null);
        foreach (var reply in replies.Where(r => r != first))
        {
            if (reply.Status == 201) reply.Body.ShouldBe(first.Body);
            else reply.MustBeProblem((int)HttpStatusCode.Conflict, "requestInProgress").Header("Retry-After").ShouldNotBeNull();
        }

        foreach (var reply in await Task.WhenAll(visitors.Select(v => v.Post("/orders", body, key))))
        {
            reply.MustBe(201).Body.ShouldBe(first.Body);
            reply.Header("Idempotency-Replayed").ShouldBe("true");
        }

        (await shop.StockOfAsync(product)).ShouldBe((99, 0, 1));
        foreach (var visitor in visitors) visitor.Http.Dispose();
    }

    [Fact]
    public async Task A_refusal_is_replayed_too()
    {
        var product = await shop.NewProductAsync(pieces: 0);
        var (key, body) = (NewKey(), OrderSteps.OrderOf(product));
        var refused = (await shop.Guest.Post("/orders", body, key)).MustBeProblem(409, "outOfStock");
        (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 5 })).MustBe(200);
        var again = (await shop.Guest.Post("/orders", body, key)).MustBeProblem(409, "outOfStock");
        again.Body.ShouldBe(refused.Body);
        (await shop.StockOfAsync(product)).ShouldBe((5, 0, 0));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        (await shop.Guest.Post("/carts", null, ("Idempotency-Key", new string('k', 256)))).MustBeProblem(400, "validation");

    [Fact]
    public async Task Guests_need_keys_that_no_other_guest_hits_upon()
    {
        var (counted, enough) = (("Idempotency-Key", "fifteen-letters"), ("Idempotency-Key", "sixteen-letters-"));
        (await shop.Guest.Post("/carts", null, counted)).MustBeProblem(400, "validation")["errors"].GetProperty("Idempotency-Key")[0].GetString()!.ShouldContain("from 16");
        (await shop.Guest.Post("/carts", null, enough)).MustBe(201);
        (await shop.Admin.Post("/carts", null, counted)).MustBe(201);
    }

    [Fact]
    public async Task Logins_are_never_remembered()
    {
        var (key, body) = (NewKey(), new { email = Shop.AdminEmail, password = Shop.Password });
        var first = (await shop.Guest.Post("/auth/login", body, key)).MustBe(200);
        var second = (await shop.Guest.Post("/auth/login", body, key)).MustBe(200);
        second.Header("Idempotency-Replayed").ShouldBeNull();
        second["accessToken"].GetString().ShouldNotBe(first["accessToken"].GetString());
    }

    private static (string, string) NewKey() => ("Idempotency-Key", Guid.NewGuid().ToString());
}
