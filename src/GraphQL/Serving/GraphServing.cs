using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Serving;

/// <summary>How an engine is served.</summary>
public sealed record GraphServing
{
    /// <summary>Bytes of one request's body; a batch has as many.</summary>
    public int BodyBytes { get; init; } = 256 * 1024;

    /// <summary>How long a body may take to arrive.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a browser that comes by is shown a page to read the schema and to try it.</summary>
    public bool Page { get; init; } = true;

    /// <summary>Bytes of one message of a WebSocket.</summary>
    public int MessageBytes { get; init; } = 64 * 1024;

    /// <summary>How long a WebSocket may take to say who it is.</summary>
    public TimeSpan InitTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>WebSockets that have not said yet who they are; what is known has the host's limits.</summary>
    public int Uninitialised { get; init; } = 1_000;

    /// <summary>Operations of one WebSocket at once.</summary>
    public int Operations { get; init; } = 100;

    /// <summary>Messages that wait to be sent on one WebSocket; when they are full, its subscriptions wait.</summary>
    public int OutgoingMessages { get; init; } = 256;

    /// <summary>How long one message may take to be sent before its client counts as too slow and is closed.</summary>
    public TimeSpan SlowClient { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to close after it was asked to.</summary>
    public TimeSpan CloseWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a WebSocket hears something; proxies cut connections that are silent for 30 to 60 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>What only the host knows: who asks, and with what their fields are resolved.</summary>
public interface IGraphHost
{
    /// <summary>Somebody asks over HTTP.</summary>
    IGraphSession Open(HttpContext http);

    /// <summary>Somebody says over a WebSocket who it is.</summary>
    /// <param name="payload">The payload of <c>connection_init</c>; undefined when there is none.</param>
    ValueTask<GraphConnection> ConnectAsync(HttpContext http, JsonElement payload);

    /// <summary>An exception that nobody expected ended an operation of a WebSocket; over HTTP it is thrown on.</summary>
    GraphQLError Fail(HttpContext http, Exception exception);
}

/// <summary>Somebody who asks, for one HTTP request or for as long as a WebSocket lasts.</summary>
public interface IGraphSession : IDisposable
{
    /// <summary>Before a request is answered: refuses it, or says with what its fields are resolved.</summary>
    ValueTask<GraphAdmission> AdmitAsync(GraphRequest request, CancellationToken cancellation);

    /// <summary>After a request was answered: what the host adds to the answer; headers can still be set.</summary>
    IReadOnlyDictionary<string, object?>? Extend(ExecutionScope scope);

    /// <summary>A message came over a WebSocket. The refusal when they come too fast, or when it may not be there any longer.</summary>
    GraphQLError? Hear();
}

/// <summary>Whether a WebSocket is served.</summary>
/// <param name="Session">Who asks; null when the connection is closed.</param>
/// <param name="CloseCode">With what it is closed.</param>
/// <param name="Reason">Why.</param>
public readonly record struct GraphConnection(IGraphSession? Session, int CloseCode = 0, string Reason = "")
{
    /// <summary>Whoever it is may not.</summary>
    public static GraphConnection Forbidden { get; } = new(null, 4403, "Forbidden");

    /// <summary>There is no room now; it may come back.</summary>
    public static GraphConnection Later(string reason) => new(null, 1013, reason);
}

/// <summary>Whether a request is answered.</summary>
/// <param name="Scope">With what its fields are resolved; null when it is refused.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Status">The HTTP status of a refusal.</param>
public readonly record struct GraphAdmission(ExecutionScope? Scope, GraphQLError? Refusal = null, int Status = 200);
