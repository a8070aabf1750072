using System.Text.Json;
using OrleansStore.Api.Access;
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
    /// <exception cref="GraphQLException">To the caller there is none.</exception>
    public async ValueTask<JsonElement> LoadAsync(FieldContext context, Guid id)
    {
        var request = context.Context<ShopRequest>();
        var answer = await context.Loader<Guid, Answer>("orders", async (ids, _) =>
        {
            var answers = await Task.WhenAll(ids.Select(i => orders.Get(new Call(request.Caller, Policy, "GRAPHQL:Order"), i)));
            return ids.Zip(answers).ToDictionary(a => a.First, a => a.Second);
        }).LoadAsync(id);
        return answer!.Status < 400 ? ShopJson.Parse(answer.Body) : throw request.Refuse(answer);
    }
}
