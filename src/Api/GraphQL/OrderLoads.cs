using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>Loads orders that other things name, those of one turn together.</summary>
internal sealed class OrderLoads(OrderHandlers orders)
{
    /// <summary>Whom orders are for.</summary>
    public static readonly Policy Policy = Policy.OwnerOf(Thing.Order, Permissions.OrdersRead);

    /// <summary>An order as the caller may see it.</summary>
    /// <param name="token">What a guest opens it with; null: what came with the request.</param>
    /// <exception cref="GraphQLException">To the caller there is none.</exception>
    public async ValueTask<JsonElement> LoadAsync(FieldContext context, Guid id, string? token = null)
    {
        var request = context.Context<ShopRequest>();
        var answer = await context.Loader<(Guid Id, string? Token), Answer>("orders", async (keys, _) =>
        {
            var answers = await Task.WhenAll(keys.Select(k => orders.Get(new Call(Caller(k.Token), Policy, "GRAPHQL:Order"), k.Id)));
            return keys.Zip(answers).ToDictionary(a => a.First, a => a.Second);
        }).LoadAsync((id, token));
        return answer!.Status < 400 ? ShopJson.Parse(answer.Body) : throw request.Refuse(answer);

        Caller Caller(string? shown) => shown is null ? request.Caller : request.Caller with { OrderToken = shown };
    }
}
