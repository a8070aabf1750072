using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Orders;

namespace OrleansStore.Api.Live;

/// <summary>
/// Commands over a live connection: the members of the REST body, and beside them <c>orderId</c>, <c>idempotencyKey</c> and
/// <c>expectedVersion</c> for what REST has in its address and headers.
/// </summary>
internal sealed class LiveCommands
{
    private static readonly Policy Owner = Policy.OwnerOf(Thing.Order, Permissions.Orders);
    private static readonly Policy Worker = Policy.Needs(Permissions.Orders);

    private readonly Commands commands;
    private readonly AuditTrail audit;
    private readonly LiveGate gate;
    private readonly FrozenDictionary<string, LiveCommand> table;

    /// <summary>Commands that these handlers carry out.</summary>
    public LiveCommands(Commands commands, OrderHandlers orders, LiveGate gate, AuditTrail audit)
    {
        (this.commands, this.gate, this.audit) = (commands, gate, audit);
        table = new Dictionary<string, LiveCommand>
        {
            ["placeOrder"] = Of<PlaceOrderRequest>(Policy.Anyone, orders.Place),
            ["payOrder"] = Of<PayOrderRequest>(Owner, "pay", orders.Pay),
            ["cancelOrder"] = Of<CancelOrderRequest>(Owner, "cancel", orders.Cancel),
            ["shipOrder"] = Of<ShipOrderRequest>(Worker, "ship", orders.Ship),
            ["deliverOrder"] = Of<DeliverOrderRequest>(Worker, "deliver", orders.Deliver),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whom each action is for.</summary>
    public IEnumerable<KeyValuePair<string, Policy>> Policies => table.Select(c => KeyValuePair.Create(c.Key, c.Value.Policy));

    /// <summary>Runs an action, if the caller may, by the handler, the checks and the idempotency of its REST address.</summary>
    /// <param name="action">Such as <c>placeOrder</c>.</param>
    /// <returns>Null when there is no such action.</returns>
    public Task<Answer>? Run(Caller caller, string action, JsonElement input, string traceId)
    {
        if (input.ValueKind != JsonValueKind.Object) return Task.FromResult<Answer>(Problems.MalformedJson(null));
        if (!table.TryGetValue(action, out var command)) return null;
        return RunAsync(caller, action, command, input, traceId);
    }

    private async Task<Answer> RunAsync(Caller caller, string action, LiveCommand command, JsonElement input, string traceId)
    {
        var limit = action is "placeOrder" or "payOrder" ? LimitClass.Checkout : LimitClass.Write;
        var answer = (command.Policy.Check(caller) ?? gate.Hear(caller, limit)) is { } refusal ? refusal : await command.Run(caller, input, traceId);
        if (answer.Problem is { } problem) audit.Deny(caller, "LIVE " + action, problem, tokenShown: !caller.IsGuest);
        var operation = OrderOf(input) is { } id ? $"LIVE /api/v1/orders/{id}/{action}" : "LIVE " + action;
        return await audit.NoteAsync(caller, command.Policy, operation, answer);
    }

    private static Guid? OrderOf(JsonElement input) =>
        input.TryGetProperty("orderId", out var named) && named.ValueKind == JsonValueKind.String && named.TryGetGuid(out var id) ? id : null;

    private LiveCommand Of<T>(Policy policy, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput => new(policy, (caller, input, traceId) => Send(caller, policy, input, traceId, null, handle));

    private LiveCommand Of<T>(Policy policy, string verb, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput => new(policy, (caller, input, traceId) => Send(caller, policy, input, traceId, verb, handle));

    private Task<Answer> Send<T>(Caller caller, Policy policy, JsonElement input, string traceId, string verb, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput
    {
        if (OrderOf(input) is not { } id)
            return Task.FromResult<Answer>(Problems.Validation("orderId", "Required: the id of an order."));
        return Send<T>(caller, policy, input, traceId, $"/{id}/{verb}", (call, body) => handle(call, id, body));
    }

    private Task<Answer> Send<T>(Caller caller, Policy policy, JsonElement input, string traceId, string? path, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput
    {
        if (ReadText(input, "idempotencyKey", out var key) is { } invalidKey) return Task.FromResult<Answer>(invalidKey);
        if (ReadVersion(input, out var expectedVersion) is { } invalidVersion) return Task.FromResult<Answer>(invalidVersion);
        var incoming = new Incoming(caller, policy, $"POST /api/v1/orders{path}", key, expectedVersion, traceId);
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

/// <summary>A command over a live connection.</summary>
/// <param name="Policy">Whom it is for.</param>
internal sealed record LiveCommand(Policy Policy, Func<Caller, JsonElement, string, Task<Answer>> Run);
