using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Serving;
using OrleansStore.ReadModels;

namespace OrleansStore.Api.GraphQL;

/// <summary>Somebody who asks, for one HTTP request or for as long as a WebSocket lasts.</summary>
/// <param name="seat">What a live connection holds; null over HTTP.</param>
internal sealed class ShopSession(Caller caller, HttpContext http, IReadModels reads, LiveGate gate, IDisposable? seat) : IGraphSession
{
    private long _position;

    // The request was counted as one read.
    private int _readsPaid = seat is null ? 1 : 0;

    private string TraceId => Replies.TraceId(http);

    /// <inheritdoc/>
    public async ValueTask<GraphAdmission> AdmitAsync(GraphRequest request, CancellationToken cancellation)
    {
        var scope = new ShopRequest(caller, http, TraceId, Interlocked.Exchange(ref _readsPaid, 0));
        if (MinPosition(request) is { Count: > 0 } position && await Preconditions.AwaitPositionAsync(reads, position, null, cancellation) is { } problem)
            return new GraphAdmission(null, ToError(scope.Refuse(problem)), problem.Status);
        return new GraphAdmission(new ExecutionScope { Context = scope });
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?>? Extend(ExecutionScope scope)
    {
        var request = (ShopRequest)scope.Context!;
        if (request.Writes is not { Count: > 0 } writes) return null;
        _position = Math.Max(_position, request.Position);
        if (_position > 0 && seat is null) http.Response.Headers["Store-Position"] = _position.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, object?> { ["writes"] = writes };
    }

    /// <inheritdoc/>
    public GraphQLError? Hear() => gate.Hear(caller) is { } refusal ? ToError(new ShopRequest(caller, http, TraceId, 0).Refuse(refusal)) : null;

    /// <inheritdoc/>
    public void Dispose() => seat?.Dispose();

    /// <summary>The write that a request wants to see: named in its extensions, or over HTTP in the header.</summary>
    private StringValues MinPosition(GraphRequest request)
    {
        if (request.Extensions is { } extensions && extensions.TryGetProperty("minPosition"u8, out var named) && named.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            return named.ToString();
        return seat is null && Preconditions.AsksPosition(http.Request, out var header) ? header : default;
    }

    private static GraphQLError ToError(GraphQLException exception) => new(exception.Message) { Extensions = exception.Extensions };
}
