using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.Tests.History;

/// <summary>The journal looked through and followed.</summary>
public sealed class JournalTests(Shop shop)
{
    [Fact]
    public async Task The_journal_is_looked_through_by_stream_type_and_actor()
    {
        var (customer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var start = (await shop.Admin.Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        var order = (await customer.Order(product)).MustBe(201).Id;

        var placed = await AllAsync($"after={start}&type=order.placed&streamPrefix=order-&actor=customer:{customer.Id:N}");
        var one = placed.ShouldHaveSingleItem();
        one.GetProperty("stream").GetString().ShouldBe($"order-{order:N}");
        one.GetProperty("type").GetString()!.ShouldStartWith("order.placed.v");

        var orders = await AllAsync($"after={start}&type=order&actor=customer:{customer.Id:N}");
        orders.Count.ShouldBeGreaterThan(1);
        orders.ShouldAllBe(e => e.GetProperty("type").GetString()!.StartsWith("order.", StringComparison.Ordinal));
        // A beginning of a name is not a name.
        (await AllAsync($"after={start}&type=order.plac&actor=customer:{customer.Id:N}")).ShouldBeEmpty();
        (await AllAsync($"after={start}&type=order.placed&actor=customer:{Guid.NewGuid():N}")).ShouldBeEmpty();

        var stream = await AllAsync($"stream=order-{order:N}&type=order.placed");
        stream.ShouldHaveSingleItem().GetProperty("eventId").GetGuid().ShouldBe(one.GetProperty("eventId").GetGuid());
        (await shop.Admin.Get($"/admin/journal?type={new string('x', 201)}")).MustBeProblem(400, "validation");
        (await shop.Admin.Get($"/admin/journal?streamPrefix={new string('x', 321)}")).MustBeProblem(400, "validation");
        (await shop.Admin.Get("/admin/journal?kind=order")).MustBeProblem(400, "validation");
    }

    [Fact]
    public async Task What_is_rare_is_looked_for_piece_by_piece_without_missing_any()
    {
        var journal = new MemoryJournal();
        var version = 0;
        foreach (var many in new[] { 7_000, 3, 9_000 })
        {
            await AppendAsync(many, "noise.made.v1");
            await AppendAsync(1, "rare.found.v1");
        }

        var handlers = new JournalHandlers(new RawJournal(journal));
        foreach (var stream in new[] { "", "some-stream" })
        {
            var (found, after, pages) = (0, 0L, 0);
            while (true)
            {
                var query = new QueryCollection(new Dictionary<string, StringValues> { ["type"] = "rare", ["stream"] = stream, ["after"] = $"{after}" });
                var page = JsonDocument.Parse((await handlers.List(new Call(Caller.Guest, Policy.Anyone, "GET /admin/journal"), query)).Body).RootElement;
                found += page.GetProperty("items").GetArrayLength();
                page.GetProperty("head").GetInt64().ShouldBe(version);
                pages++;
                if (page.GetProperty("nextAfter").GetInt64() == after) break;
                // No answer takes long.
                (page.GetProperty("nextAfter").GetInt64() - after).ShouldBeLessThanOrEqualTo(JournalHandlers.Scanned);
                after = page.GetProperty("nextAfter").GetInt64();
            }

            found.ShouldBe(3);
            pages.ShouldBeGreaterThan(3);
        }

        async Task AppendAsync(int count, string type)
        {
            foreach (var some in Enumerable.Range(0, count).Chunk(1_000))
            {
                await journal.AppendAsync("some-stream", version, [.. some.Select(_ => new NewEvent(Guid.NewGuid(), type, Guid.NewGuid(), Guid.NewGuid(), "system", TimeProvider.System.GetUtcNow(), "{}"u8.ToArray()))]);
                version += some.Length;
            }
        }
    }

    [Fact]
    public async Task The_journal_is_followed_live_from_a_position_and_from_now_on()
    {
        var (customer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var before = (await shop.Admin.Get("/admin/journal?limit=1"))["head"].GetInt64();
        var order = (await customer.Order(product)).MustBe(201).Id;
        using var past = await FollowAsync($"after={before}&streamPrefix=order-&actor=customer:{customer.Id:N}");
        past.ContentType.ShouldBe("text/event-stream");
        var placed = (await past.NextAsync())!;
        placed.Json.GetProperty("stream").GetString().ShouldBe($"order-{order:N}");
        placed.Id.ShouldBe($"{placed.Json.GetProperty("position").GetInt64()}");

        using var next = await FollowAsync($"type=order.cancelled&stream=order-{order:N}");
        (await customer.Post($"/orders/{order}/cancel", new { reason = "no" })).MustBe(200);
        var cancelled = (await next.NextAsync())!;
        cancelled.Json.GetProperty("type").GetString()!.ShouldStartWith("order.cancelled.v");
        cancelled.Json.GetProperty("stream").GetString().ShouldBe($"order-{order:N}");
    }

    [Fact]
    public async Task Who_was_cut_off_goes_on_after_the_last_event_and_misses_none()
    {
        var product = await shop.NewProductAsync(pieces: 0);
        var filter = $"stream=stock-{product:N}";
        using var first = await FollowAsync($"after=0&{filter}");
        await ReceiveAsync(product, 5);
        var last = (await first.TakeAsync(5))[^1];
        first.Dispose();
        await ReceiveAsync(product, 5);
        using var again = await FollowAsync(filter, last.Id);
        var rest = await again.TakeAsync(5);
        await ReceiveAsync(product, 5);
        rest.AddRange(await again.TakeAsync(5));
        rest.Select(e => e.Json.GetProperty("version").GetInt32()).ShouldBe(Enumerable.Range(last.Json.GetProperty("version").GetInt32() + 1, 10));
    }

    [Fact]
    public async Task What_is_said_of_people_stays_sealed_live_too()
    {
        using var events = await FollowAsync("type=customer.registered");
        var customer = await shop.NewCustomerAsync();
        while (true)
        {
            var e = (await events.NextAsync())!;
            e.Data!.ShouldNotContain("@example.com");
            e.Json.GetProperty("isSealed").GetBoolean().ShouldBeTrue();
            if (e.Json.GetProperty("stream").GetString() == $"customer-{customer.Id:N}") break;
        }
    }

    [Theory]
    [InlineData("after=-1", null)]
    [InlineData("after=soon", null)]
    [InlineData("", "x")]
    [InlineData("kind=order", null)]
    [InlineData("stream=a%00b", null)]
    public async Task What_cannot_be_followed_is_refused(string query, string? lastEventId)
    {
        using var events = await FollowAsync(query, lastEventId);
        events.Status.ShouldBe(400);
        (await events.BodyAsync()).ShouldContain("validation");
    }

    [Fact]
    public async Task A_quiet_reader_hears_a_heartbeat_with_how_far_it_was_gone_through()
    {
        await using var own = new LimitedShop(new LiveLimits { Heartbeat = TimeSpan.FromMilliseconds(300) });
        await own.InitializeAsync();
        var head = (await own.Admin.Get("/admin/journal?limit=1"))["head"].GetInt64();
        using var http = own.CreateClient();
        using var reader = new StreamReader(await http.GetStreamAsync(
            $"/api/v1/admin/journal/live?type=nothing.at.all&after=0&access_token={Uri.EscapeDataString(own.Admin.AccessToken!)}", TestContext.Current.CancellationToken));
        var marked = -1L;
        while (marked < head)
        {
            var line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken))!;
            line.ShouldNotStartWith("data");
            if (line.StartsWith("id: ", StringComparison.Ordinal)) marked = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
        }

        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken) is var line && line != ":") line.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_follows_what_is_rare_hears_a_heartbeat_while_others_write_all_the_time()
    {
        await using var own = new LimitedShop(new LiveLimits { Heartbeat = TimeSpan.FromMilliseconds(300) });
        await own.InitializeAsync();
        var product = await own.NewProductAsync();
        using var http = own.CreateClient();
        using var reader = new StreamReader(await http.GetStreamAsync(
            $"/api/v1/admin/journal/live?type=nothing.at.all&access_token={Uri.EscapeDataString(own.Admin.AccessToken!)}", TestContext.Current.CancellationToken));
        using var done = new CancellationTokenSource();
        var writing = WriteAsync();
        var marks = new List<long>();
        while (marks.Count < 3)
        {
            var line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken))!;
            if (line.StartsWith("id: ", StringComparison.Ordinal)) marks.Add(long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture));
        }

        marks.ShouldBeInOrder();
        marks.ShouldBeUnique();
        await done.CancelAsync();
        await writing;

        async Task WriteAsync()
        {
            while (!done.IsCancellationRequested)
            {
                (await own.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 })).MustBe(200);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Only_so_many_follow_it_at_once_and_places_come_free()
    {
        await using var own = new LimitedShop(new LiveLimits { JournalReaders = 1 });
        await own.InitializeAsync();
        var first = await FollowAsync(own, own.Admin.AccessToken, "", null);
        first.Status.ShouldBe(200);
        using (var second = await FollowAsync(own, own.Admin.AccessToken, "", null))
        {
            second.Status.ShouldBe(503);
            (await second.BodyAsync()).ShouldContain("busy");
        }

        first.Dispose();
        await Patience.UntilAsync(async () =>
        {
            using var again = await FollowAsync(own, own.Admin.AccessToken, "", null);
            return again.Status == 200;
        });
    }

    [Fact]
    public async Task Only_who_may_look_into_the_journal_may_follow_it()
    {
        var customer = await shop.NewCustomerAsync();
        using var forbidden = await FollowAsync(shop, customer.AccessToken, "", null);
        forbidden.Status.ShouldBe(403);
        using var unknown = await FollowAsync(shop, null, "", null);
        unknown.Status.ShouldBe(401);
    }

    private async Task<List<JsonElement>> AllAsync(string query)
    {
        var page = (await shop.Admin.Get($"/admin/journal?{query}&limit=100")).MustBe(200);
        return [.. page["items"].EnumerateArray()];
    }

    private async Task ReceiveAsync(Guid product, int times)
    {
        for (var i = 0; i < times; i++) (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 })).MustBe(200);
    }

    private Task<SseReader> FollowAsync(string query, string? lastEventId = null) => FollowAsync(shop, shop.Admin.AccessToken, query, lastEventId);

    private static async Task<SseReader> FollowAsync(Shop shop, string? token, string query, string? lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/admin/journal/live?{query}");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return new SseReader(await shop.CreateClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    private sealed class LimitedShop(LiveLimits limits) : Shop
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            Microsoft.AspNetCore.TestHost.WebHostBuilderExtensions.ConfigureTestServices(builder, services => services.AddLimits(limits));
        }
    }
}
