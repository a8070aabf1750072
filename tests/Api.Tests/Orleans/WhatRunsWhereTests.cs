using System.Net.Http.Headers;
using System.Text.Json;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>What a node without grains tells of the silos, and of what they write.</summary>
public sealed class WhatRunsWhereTests(SharedPostgres postgres)
{
    private const int Products = 20;

    [Fact]
    public async Task A_node_without_grains_tells_what_runs_on_which_silo_and_which_of_them_are_gone()
    {
        SharedPostgres.Require();
        using var cluster = new StoreClusterProcesses(await (await postgres.ServerAsync()).CreateDatabaseAsync());
        var first = await cluster.StartSiloAsync();
        await cluster.StartSiloAsync();
        var api = await cluster.StartApiAsync();
        using var http = new HttpClient { BaseAddress = api.Address };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
        using var journal = await FollowAsync(api, admin);
        for (var i = 0; i < Products; i++)
            (await admin.Post("/products", new { sku = $"P{i}", name = $"P{i}", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201);
        (await journal.TakeAsync(Products)).Select(e => e.Json.GetProperty("position").GetInt64()).ShouldBeInOrder();

        var silos = await SilosAsync(admin);
        silos.Count.ShouldBe(2);
        silos.ShouldAllBe(s => State(s) == "active" && s.GetProperty("version").GetString() == "0.1.0" && s.GetProperty("memoryBytes").GetInt64() > 0);
        var grains = (await admin.Get("/admin/grains")).MustBe(200);
        var products = grains["types"].EnumerateArray().Single(t => t.GetProperty("type").GetString() == "product");
        products.GetProperty("activations").GetInt32().ShouldBe(Products);
        products.GetProperty("silos").EnumerateArray().Sum(s => s.GetProperty("activations").GetInt32()).ShouldBe(Products);
        products.GetProperty("silos").EnumerateArray().ShouldAllBe(s => silos.Any(silo => silo.GetProperty("address").GetString() == s.GetProperty("silo").GetString()));
        grains["types"].EnumerateArray().SelectMany(t => t.GetProperty("silos").EnumerateArray()).Select(s => s.GetProperty("silo").GetString()).Distinct().Count().ShouldBe(2);

        first.Process.Kill();
        await Patience.UntilAsync(async () =>
        {
            // A silo that is dying holds nobody up for long; the cluster itself may not answer for a moment.
            var asked = TimeProvider.System.GetTimestamp();
            var reply = await admin.Get("/admin/silos");
            TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            return reply.Status == 200 && reply["items"].EnumerateArray().Select(State).ToList() is ["active", "dead"];
        });
        var left = (await admin.Get("/admin/grains")).MustBe(200);
        left["silent"].GetArrayLength().ShouldBe(0);
        left["types"].EnumerateArray().SelectMany(t => t.GetProperty("silos").EnumerateArray()).Select(s => s.GetProperty("silo").GetString()).Distinct().ShouldHaveSingleItem();
        var dead = (await SilosAsync(admin)).Single(s => State(s) == "dead");
        dead.TryGetProperty("activations", out _).ShouldBeFalse();
    }

    private static string? State(JsonElement silo) => silo.GetProperty("state").GetString();

    private static async Task<List<JsonElement>> SilosAsync(Visitor admin) => [.. (await admin.Get("/admin/silos")).MustBe(200)["items"].EnumerateArray()];

    private static async Task<SseReader> FollowAsync(Node node, Visitor visitor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "/api/v1/admin/journal/live?type=product.created"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.AccessToken);
        var response = await new HttpClient { Timeout = Timeout.InfiniteTimeSpan }.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        return new SseReader(response);
    }
}
