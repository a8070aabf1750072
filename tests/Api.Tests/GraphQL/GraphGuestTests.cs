using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Customers;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.Http;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>A guest whose order is still being placed when it is answered.</summary>
public sealed class GraphGuestTests(Shop shop)
{
    [Fact]
    public async Task An_order_under_way_is_read_with_its_own_token_and_is_found_by_what_the_answer_tells_of_it()
    {
        var placed = (await shop.Guest.Order(await shop.NewProductAsync())).MustBe(201);
        var token = placed["orderToken"].GetString();
        var loads = shop.Services.GetRequiredService<OrderLoads>();
        var answer = new Answer(202, JsonSerializer.SerializeToUtf8Bytes(new { id = placed.Id, status = "pending", orderToken = token }));
        var builder = new SchemaBuilder().AddText("type Query { place: Order } type Order { id: ID number: String! orderToken: String }");
        builder.Field("Query", "place").Resolve(context =>
        {
            context.Context<ShopRequest>().Note(context.Path, answer);
            return OrderSource.Of(answer, loads);
        });
        foreach (var name in (string[])["id", "number", "orderToken"]) builder.Field("Order", name).Resolve(context => OrderSource.ReadAsync(context, name, isEnum: false));
        var request = new ShopRequest(Caller.Guest, new DefaultHttpContext(), "test", 0);
        var result = await new GraphEngine(builder.Build()).ExecuteAsync(
            new GraphRequest("{ place { id number orderToken } }"), new ExecutionScope { Context = request }, TestContext.Current.CancellationToken);
        result.Errors.ShouldBeEmpty(result.ToString());
        JsonSerializer.Deserialize<JsonElement>(result.ToString()).At("data", "place").Text("number").ShouldBe(placed["number"].GetString());
        var write = request.Writes.ShouldHaveSingleItem().ShouldBeOfType<Dictionary<string, object?>>();
        write["id"].ShouldBe(placed.Id.ToString());
        write["orderToken"].ShouldBe(token);
    }
}
