using System.Text;
using System.Text.Json;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;

namespace OrleansStore.Api.Live;

/// <summary>
/// Commands over a live connection: the members of the REST body, and beside them <c>orderId</c>, <c>idempotencyKey</c> and
/// <c>expectedVersion</c> for what REST has in its address and headers.
/// </summary>
internal sealed class LiveCommands(Commands commands, OrderHandlers orders)
{
    /// <summary>Runs an action by the handler, the checks and the idempotency of its REST address.</summary>
    /// <param name="action">Such as <c>placeOrder</c>.</param>
    /// <returns>Null when there is no such action.</returns>
    public Task<Answer>? Run(Caller caller, string action, JsonElement input, string traceId)
    {
        if (input.ValueKind != JsonValueKind.Object) return Task.FromResult<Answer>(Problems.MalformedJson(null));
        return action switch
        {
            "placeOrder" => Send<PlaceOrderRequest>(caller, input, traceId, null, orders.Place),
            "payOrder" => Send<PayOrderRequest>(caller, input, traceId, "pay", orders.Pay),
            "cancelOrder" => Send<CancelOrderRequest>(caller, input, traceId, "cancel", orders.Cancel),
            "shipOrder" => Send<ShipOrderRequest>(caller, input, traceId, "ship", orders.Ship),
            "deliverOrder" => Send<DeliverOrderRequest>(caller, input, traceId, "deliver", orders.Deliver),
            _ => null,
        };
    }

    private Task<Answer> Send<T>(Caller caller, JsonElement input, string traceId, string verb, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput
    {
        if (!input.TryGetProperty("orderId", out var named) || named.ValueKind != JsonValueKind.String || !named.TryGetGuid(out var id))
            return Task.FromResult<Answer>(Problems.Validation("orderId", "Required: the id of an order."));
        return Send<T>(caller, input, traceId, $"/{id}/{verb}", (call, body) => handle(call, id, body));
    }

    private Task<Answer> Send<T>(Caller caller, JsonElement input, string traceId, string? path, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput
    {
        if (ReadText(input, "idempotencyKey", out var key) is { } invalidKey) return Task.FromResult<Answer>(invalidKey);
        if (ReadVersion(input, out var expectedVersion) is { } invalidVersion) return Task.FromResult<Answer>(invalidVersion);
        var incoming = new Incoming(caller, $"POST /api/v1/orders{path}", key, expectedVersion, traceId);
        return commands.RunAsync(incoming, Body(input), handle);
    }

    /// <summary>What REST has in its body, member by member as the client wrote it.</summary>
    private static byte[] Body(JsonElement input)
    {
        var body = new StringBuilder("{");
        foreach (var member in input.EnumerateObject())
        {
            if (member.Name is "type" or "orderId" or "idempotencyKey" or "expectedVersion") continue;
            if (body.Length > 1) body.Append(',');
            body.Append(member.ToString());
        }

        return Encoding.UTF8.GetBytes(body.Append('}').ToString());
    }

    private static Problem? ReadText(JsonElement input, string name, out string? text)
    {
        text = null;
        if (!input.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) return Problems.Validation(name, "Must be a text.");
        text = value.GetString();
        return null;
    }

    private static Problem? ReadVersion(JsonElement input, out int? version)
    {
        version = null;
        if (!input.TryGetProperty("expectedVersion", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
            return Problems.Validation("expectedVersion", "Must be a version, a whole number.");
        version = number;
        return null;
    }
}
