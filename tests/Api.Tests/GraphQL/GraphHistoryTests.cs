using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Customers;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Customers;
using OrleansStore.GraphQL.Execution;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.History;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>What looking back may cost, and that it is not done twice.</summary>
public sealed class GraphHistoryTests(Shop shop)
{
    [Fact]
    public async Task Looking_back_is_heavy_work_however_often_one_request_asks_for_it()
    {
        await using var own = await SetShop.OpenAsync(("Store:Limits:Heavy:PerSecond", "1"), ("Store:Limits:Heavy:Burst", "3"));
        var (buyer, product) = (await own.NewCustomerAsync(), await own.NewProductAsync());
        var id = (await buyer.Order(product)).MustBe(201).Id;
        var aliases = string.Join(' ', Enumerable.Range(0, 30).Select(i => $"a{i}: timeline {{ complete }}"));
        var reply = await buyer.AskAsync($"query($id: ID!) {{ order(id: $id) {{ id {aliases} }} }}", new { id });
        reply.Errors.Count.ShouldBeGreaterThan(10);
        reply.Errors.ShouldAllBe(e => e.At("extensions").Text("code") == "rateLimited" && e.At("extensions").Text("budget") == "heavy");
        reply["order"].At("a0").GetProperty("complete").GetBoolean().ShouldBeTrue();
        var tooMuch = string.Join(' ', Enumerable.Range(0, 45).Select(i => $"a{i}: timeline {{ complete }}"));
        (await buyer.AskAsync($"query($id: ID!) {{ order(id: $id) {{ {tooMuch} }} }}", new { id })).Http.Status.ShouldBe(200);
        (await buyer.AskAsync($"query($id: ID!) {{ order(id: $id) {{ {tooMuch} }} }}", new { id })).Json.TryGetProperty("data", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task One_request_goes_through_an_order_once_and_stops_when_nobody_waits()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var order = (await buyer.Order(product)).MustBe(201);
        var caller = new Caller(order["customerId"].GetGuid(), CustomerRole.Customer);
        using var stop = new CancellationTokenSource();
        var (once, reads) = await ReadsAsync("a: timeline { complete }");
        var (many, _) = await ReadsAsync("a: timeline { complete } b: timeline(limit: 2, offset: 2) { complete } c: history { items { why } } d: timeline(limit: 1) { complete }");
        once.ShouldBeGreaterThan(3);
        many.ShouldBe(once);
        reads.ShouldAllBe(token => token == stop.Token);

        async Task<(int Count, IReadOnlyList<CancellationToken> Tokens)> ReadsAsync(string fields)
        {
            var raw = DispatchProxy.Create<IJournal, CountedReads>();
            var counted = (CountedReads)(object)raw;
            counted.Journal = shop.Services.GetRequiredService<RawJournal>().Journal;
            var recorder = ActivatorUtilities.CreateInstance<FlightRecorder>(shop.Services, new RawJournal(raw));
            var fieldsOfHistory = ActivatorUtilities.CreateInstance<HistoryFields>(shop.Services, recorder);
            var sources = shop.Services.GetServices<IFieldSource>().Where(s => s is not HistoryFields).Append(fieldsOfHistory);
            var engine = new GraphEngine(ShopSchema.Build(shop.Services.GetRequiredService<ShopDoor>(), sources).Schema);
            var scope = new ExecutionScope { Context = new ShopRequest(caller, new DefaultHttpContext(), "test", 1) };
            var variables = JsonSerializer.SerializeToElement(new { id = order.Id });
            var result = await engine.ExecuteAsync(new GraphRequest($"query($id: ID!) {{ order(id: $id) {{ {fields} }} }}", null, variables), scope, stop.Token);
            result.Errors.ShouldBeEmpty(result.ToString());
            return (counted.Tokens.Count, counted.Tokens);
        }
    }

    /// <summary>A journal whose reads are counted.</summary>
    public class CountedReads : DispatchProxy
    {
        private readonly Lock _gate = new();

        public IJournal Journal { get; set; } = null!;

        /// <summary>What each read was given to be stopped by.</summary>
        public List<CancellationToken> Tokens { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (args?.OfType<CancellationToken>().ToList() is [var token])
                lock (_gate) Tokens.Add(token);
            return targetMethod!.Invoke(Journal, args);
        }
    }
}
