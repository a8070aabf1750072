using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Serving;

/// <summary>One connection of the protocol graphql-transport-ws, as the npm package graphql-ws has it.</summary>
internal sealed class GraphSocket(SocketLine line, HttpContext http, GraphEngine engine, IGraphHost host, GraphServing serving, TimeProvider time) : IDisposable
{
    /// <summary>The protocol's name.</summary>
    public const string Protocol = "graphql-transport-ws";

    /// <summary>Close code: what nobody expected.</summary>
    private const int InternalError = 1011;

    /// <summary>Close code: no message of the protocol.</summary>
    private const int BadRequest = 4400;

    /// <summary>Close code: nothing may be asked before the connection is acknowledged.</summary>
    private const int Unauthorized = 4401;

    /// <summary>Close code: nobody said in time who it is.</summary>
    private const int InitTimeout = 4408;

    /// <summary>Close code: an operation of this id runs already.</summary>
    private const int SubscriberExists = 4409;

    /// <summary>Close code: it was said already who it is.</summary>
    private const int TooManyInits = 4429;

    private readonly ConcurrentDictionary<string, RunningOperation> _operations = new(StringComparer.Ordinal);
    private IGraphSession? _session;
    private ITimer? _patience;
    private ITimer? _beat;
    private bool _initialised;

    /// <summary>Called once, when it is known who it is, or when that is over.</summary>
    public Action? Known { get; init; }

    /// <summary>Runs the connection to its end.</summary>
    /// <param name="stopping">The server stops: the client is told to come back later.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var told = stopping.UnsafeRegister(static line => ((SocketLine)line!).End(1001, "The server stops; come back soon."), line);
        await using var patience = _patience = time.CreateTimer(_ => line.End(InitTimeout, "Connection initialisation timeout"), null, serving.InitTime, Timeout.InfiniteTimeSpan);
        await using var beat = _beat = time.CreateTimer(_ => line.TrySay(GraphMessages.Ping), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await line.RunAsync(TakeAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    private async ValueTask TakeAsync(byte[] text)
    {
        try
        {
            await UnderstandAsync(text);
        }
        catch (Exception e) when (!line.Ended.IsCancellationRequested)
        {
            // A line that nobody reads any more would be held for nothing.
            host.Fail(http, e);
            line.End(InternalError, "The server failed; come back.");
        }
    }

    private async ValueTask UnderstandAsync(byte[] text)
    {
        if (Parse(text) is not { } message)
        {
            line.End(BadRequest, "Invalid message received");
            return;
        }

        switch (message.GetProperty("type").GetString())
        {
            case "connection_init": await InitAsync(message); break;
            case "ping": await line.SayAsync(GraphMessages.Pong(message), line.Ended); break;
            case "pong": break;
            case "subscribe": await SubscribeAsync(message); break;
            case "complete" when Id(message) is { } id: Stop(id); break;
            default: line.End(BadRequest, "Invalid message received"); break;
        }
    }

    private async ValueTask InitAsync(JsonElement message)
    {
        if (_initialised)
        {
            line.End(TooManyInits, "Too many initialisation requests");
            return;
        }

        _initialised = true;
        message.TryGetProperty("payload"u8, out var payload);
        if (payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            line.End(BadRequest, "Invalid message received");
            return;
        }

        GraphConnection connection;
        try
        {
            connection = await host.ConnectAsync(http, payload);
        }
        finally
        {
            Known?.Invoke();
        }

        _session = connection.Session;
        if (_session is null)
        {
            line.End(connection.CloseCode, connection.Reason);
            return;
        }

        _patience!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _beat!.Change(serving.Heartbeat, serving.Heartbeat);
        await line.SayAsync(GraphMessages.Ack, line.Ended);
    }

    private async ValueTask SubscribeAsync(JsonElement message)
    {
        if (_session is not { } session)
        {
            line.End(Unauthorized, "Unauthorized");
            return;
        }

        if (Id(message) is not { } id || Read(message) is not { } request)
        {
            line.End(BadRequest, "Invalid message received");
            return;
        }

        var running = new RunningOperation(line.Ended);
        if (!_operations.TryAdd(id, running))
        {
            running.Leave();
            line.End(SubscriberExists, $"Subscriber for {id} already exists");
            return;
        }

        var refusal = session.Hear() ?? (_operations.Count > serving.Operations ? TooMany() : null);
        if (refusal is null)
        {
            _ = RunAsync(session, id, request, running);
            return;
        }

        Forget(id, running);
        running.Leave();
        await line.SayAsync(GraphMessages.Error(id, [refusal]), line.Ended);
    }

    private async Task RunAsync(IGraphSession session, string id, GraphRequest request, RunningOperation running)
    {
        var token = running.Ended;
        try
        {
            var refused = await AnswerAsync(session, id, request, token);
            // The id is free before the client hears of the end, so that it can be used again at once.
            if (Forget(id, running)) await line.SayAsync(refused is null ? GraphMessages.Complete(id) : GraphMessages.Error(id, refused), line.Ended);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException && (token.IsCancellationRequested || line.Ended.IsCancellationRequested || e is ChannelClosedException))
        {
            Forget(id, running);
        }
        catch (Exception e)
        {
            var error = host.Fail(http, e);
            if (Forget(id, running)) line.TrySay(GraphMessages.Error(id, [error]));
        }
        finally
        {
            running.Leave();
        }
    }

    /// <returns>Why it was refused as a whole; null when it was answered.</returns>
    private async ValueTask<IReadOnlyList<GraphQLError>?> AnswerAsync(IGraphSession session, string id, GraphRequest request, CancellationToken cancellation)
    {
        var admission = await session.AdmitAsync(request, cancellation);
        if (admission.Scope is not { } scope) return [admission.Refusal!];
        if (engine.Prepare(request.Query).KindOf(request.OperationName) == OperationKind.Subscription)
        {
            var opened = await engine.SubscribeAsync(request, scope, cancellation);
            if (opened.Events is not { } events) return opened.Refused!.Errors;
            await foreach (var update in events.WithCancellation(cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                await line.SayAsync(GraphMessages.Next(id, update), cancellation);
            }

            return null;
        }

        var result = await engine.ExecuteAsync(request, scope, cancellation);
        if (!result.HasData) return result.Errors;
        if (session.Extend(scope) is { Count: > 0 } extensions) result = new ExecutionResult(result.Data, result.Errors, true) { Extensions = extensions };
        await line.SayAsync(GraphMessages.Next(id, result), cancellation);
        return null;
    }

    private void Stop(string id)
    {
        // What has ended by itself meanwhile is no mistake.
        if (_operations.TryRemove(id, out var running)) running.End();
    }

    /// <returns>False when the client has ended it before.</returns>
    private bool Forget(string id, RunningOperation running) => _operations.TryRemove(KeyValuePair.Create(id, running));

    private GraphQLError TooMany() => new($"One connection has at most {serving.Operations} operations at once.")
    {
        Extensions = new Dictionary<string, object?> { ["code"] = "tooManySubscriptions", ["status"] = 429 },
    };

    private static GraphRequest? Read(JsonElement message)
    {
        try
        {
            return message.TryGetProperty("payload"u8, out var payload) ? GraphRequests.Of(payload) : null;
        }
        catch (GraphProtocolException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (!JsonTexts.AreWhole(text)) return null;
            var message = document.RootElement.Clone();
            return message.ValueKind == JsonValueKind.Object && message.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String
                ? message
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Id(JsonElement message) =>
        message.TryGetProperty("id"u8, out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An operation that runs; told apart by itself, as an id can come again.</summary>
    private sealed class RunningOperation
    {
        // Without a timer and without a link it holds nothing, and so can be cancelled at any time.
        private readonly CancellationTokenSource _ending = new();
        private readonly CancellationTokenRegistration _lineEnds;

        public RunningOperation(CancellationToken lineEnded) => _lineEnds = lineEnded.UnsafeRegister(static ending => ((CancellationTokenSource)ending!).Cancel(), _ending);

        /// <summary>Cancelled when the client ends the operation, or the line ends.</summary>
        public CancellationToken Ended => _ending.Token;

        /// <summary>The client does not want it any more.</summary>
        public void End() => _ending.Cancel();

        /// <summary>It has ended: the line, which may last for hours, is not to remember it.</summary>
        public void Leave() => _lineEnds.Unregister();
    }
}
