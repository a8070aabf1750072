using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Serving;
using OrleansStore.ReadModels;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.GraphQL;

/// <summary>Who asks the shop's schema.</summary>
internal sealed class ShopHost(Callers callers, OrderTokens orderTokens, IReadModels reads, LiveGate gate, AuditTrail audit, Failures failures) : IGraphHost
{
    /// <inheritdoc/>
    public IGraphSession Open(HttpContext http) => new ShopSession(Admission.Of(http).Caller, http, reads, gate, seat: null);

    /// <inheritdoc/>
    public async ValueTask<GraphConnection> ConnectAsync(HttpContext http, JsonElement payload)
    {
        var found = await callers.FindAsync(http, Text(payload, "authorization") ?? Text(payload, "accessToken"), Text(payload, "orderToken"), Text(payload, "cartToken"));
        var caller = found.Caller;
        var refusal = found.Refusal ?? Policy.Known.Check(caller)
            ?? (caller is { IsGuest: true, OrderToken: { } token } && orderTokens.Open(token) is null ? Problems.InvalidToken() : null);
        if (refusal is not null)
        {
            audit.Deny(caller, "GRAPHQL connection", refusal, tokenShown: found.Refusal is not null || caller.OrderToken is not null);
            return GraphConnection.Forbidden;
        }

        return gate.Enter(caller, http, out var seat) is { } full
            ? GraphConnection.Later(full.Detail)
            : new GraphConnection(new ShopSession(caller, http, reads, gate, seat));
    }

    /// <inheritdoc/>
    public GraphQLError Fail(HttpContext http, Exception exception)
    {
        var request = new ShopRequest(Caller.Guest, http, Replies.TraceId(http), 0);
        var error = request.Refuse(failures.Answer(exception, "GRAPHQL operation", request.TraceId));
        return new GraphQLError(error.Message) { Extensions = error.Extensions };
    }

    /// <summary>A text of a payload, however its name is spelled: clients name headers there too.</summary>
    private static string? Text(JsonElement payload, string name)
    {
        if (payload.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in payload.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && member.NameEquals("headers"u8) && Text(member.Value, name) is { } inside) return inside;
            if (member.Value.ValueKind == JsonValueKind.String && member.Name.Replace("-", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value.GetString();
        }

        return null;
    }
}
