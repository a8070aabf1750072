using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using OrleansStore.Api.Access;
using OrleansStore.Api.Analytics;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>What one plain WebSocket connection needs of its node.</summary>
internal sealed record OrderSocketParts(LiveFeed Feed, DashboardFeed Dashboard, LiveCommands Commands, ObjectAccess Access, LiveGate Gate, LiveLimits Limits, LiveBeat Beat, TimeProvider Time);

/// <summary>One connection of <c>/ws/orders</c>: subscriptions and commands as JSON messages.</summary>
/// <remarks>
/// What goes out waits in a bounded queue; when it is full, subscriptions wait and read on from the journal later. A client
/// that does not take one message for <see cref="LiveLimits.SlowClient"/> is closed, and resumes by its versions.
/// </remarks>
internal sealed class OrderSocket : IBeating
{
    /// <summary>The close code of a client that is too slow; it may come back and resume.</summary>
    public const WebSocketCloseStatus TooSlow = (WebSocketCloseStatus)4008;

    private static readonly FrozenDictionary<string, SocketMessage> Messages = new Dictionary<string, SocketMessage>
    {
        ["subscribe"] = new(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead), (socket, message) => socket.SubscribeAsync(message)),
        ["unsubscribe"] = new(Policy.Known, (socket, message) => socket.UnsubscribeAsync(message)),
        ["subscribeDashboard"] = new(Policy.Needs(Permissions.Analytics), (socket, message) => socket._dashboard.SubscribeAsync(message)),
        ["unsubscribeDashboard"] = new(Policy.Needs(Permissions.Analytics), (socket, message) => socket._dashboard.UnsubscribeAsync(message)),
        // Whom an action is for stands in the actions' own table.
        ["command"] = new(Policy.Known, (socket, message) => socket.CommandAsync(message)),
        ["ping"] = new(Policy.Known, (socket, message) => socket.SayAsync(SocketMessages.Pong(message))),
        ["pong"] = new(Policy.Known, (_, _) => ValueTask.CompletedTask),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly WebSocket _socket;
    private readonly Caller _caller;
    private readonly string _traceId;
    private readonly OrderSocketParts _parts;
    private readonly Channel<ReadOnlyMemory<byte>> _outgoing;
    private readonly CancellationTokenSource _ending;
    private readonly CancellationToken _ended;
    private readonly ConcurrentDictionary<Guid, Subscription> _subscriptions = new();
    private readonly DashboardSocket _dashboard;
    private int _commands;
    private (WebSocketCloseStatus Status, string Reason)? _close;

    public OrderSocket(WebSocket socket, Caller caller, string traceId, OrderSocketParts parts, CancellationToken aborted)
    {
        (_socket, _caller, _traceId, _parts) = (socket, caller, traceId, parts);
        _outgoing = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(parts.Limits.OutgoingMessages) { SingleReader = true });
        _ending = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        // Commands may answer after the end, when the source is gone and only its token can still be asked.
        _ended = _ending.Token;
        _dashboard = new DashboardSocket(parts.Dashboard, _outgoing.Writer, _ended);
    }

    /// <summary>Whom each kind of message is for.</summary>
    public static IEnumerable<KeyValuePair<string, Policy>> Policies => Messages.Select(m => KeyValuePair.Create(m.Key, m.Value.Policy));

    /// <summary>Runs the connection to its end.</summary>
    /// <param name="stopping">The store stops: the client is told to come back later.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var told = stopping.UnsafeRegister(
            static socket => ((OrderSocket)socket!).End(WebSocketCloseStatus.EndpointUnavailable, "The store stops; come back soon."), this);
        _parts.Beat.Add(this);
        try
        {
            var reading = ReadAsync();
            await WriteAsync();
            await CloseAsync(reading);
        }
        finally
        {
            _parts.Beat.Remove(this);
            _ending.Cancel();
            await _dashboard.StopAsync();
            _ending.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Beat() => _outgoing.Writer.TryWrite(SocketMessages.Ping);

    /// <summary>Ends the connection once what waits is sent; the first reason counts.</summary>
    private void End(WebSocketCloseStatus status, string reason)
    {
        lock (_subscriptions)
        {
            if (_close is not null) return;
            _close = (status, reason);
        }

        _outgoing.Writer.TryComplete();
        _ending.Cancel();
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync())
                if (!await SendAsync(message)) return;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            _socket.Abort();
            End(WebSocketCloseStatus.Empty, "");
        }
    }

    /// <returns>False when the client is too slow.</returns>
    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        var send = _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (send.IsCompletedSuccessfully) return true;
        var sending = send.AsTask();
        try
        {
            await sending.WaitAsync(_parts.Limits.SlowClient, _parts.Time);
            return true;
        }
        catch (TimeoutException)
        {
            End(TooSlow, "Too slow: come back and subscribe after the newest version you have.");
            // The frame under way must end before the closing one can be sent; that is the client's last chance.
            await sending.WaitAsync(_parts.Limits.CloseWait, _parts.Time).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (!sending.IsCompletedSuccessfully) _socket.Abort();
            return false;
        }
    }

    /// <summary>Says why it ends, and gives the client time to agree.</summary>
    private async Task CloseAsync(Task reading)
    {
        try
        {
            var (status, reason) = _close ?? (WebSocketCloseStatus.NormalClosure, "");
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(status, reason, CancellationToken.None).WaitAsync(_parts.Limits.CloseWait, _parts.Time);
            await reading.WaitAsync(_parts.Limits.CloseWait, _parts.Time);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException or OperationCanceledException or IOException)
        {
            _socket.Abort();
            await reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message) await TakeAsync(message);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ChannelClosedException)
        {
            End(WebSocketCloseStatus.Empty, "");
        }
    }

    /// <summary>The next message; null when the connection ends.</summary>
    private async ValueTask<byte[]?> ReceiveAsync()
    {
        // An idle connection holds no buffer.
        if ((await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None)).MessageType == WebSocketMessageType.Close)
        {
            End(WebSocketCloseStatus.NormalClosure, "");
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(_parts.Limits.MessageBytes + 1);
        try
        {
            for (var length = 0; ;)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length, _parts.Limits.MessageBytes + 1 - length), CancellationToken.None);
                length += received.Count;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    End(WebSocketCloseStatus.NormalClosure, "");
                    return null;
                }

                if (_close is not null) length = 0;
                else if (received.MessageType == WebSocketMessageType.Binary) End(WebSocketCloseStatus.InvalidMessageType, "Messages are text.");
                else if (length > _parts.Limits.MessageBytes) End(WebSocketCloseStatus.MessageTooBig, $"A message has at most {_parts.Limits.MessageBytes} bytes.");
                else if (received.EndOfMessage) return buffer[..length];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ValueTask TakeAsync(byte[] text)
    {
        JsonElement message;
        try
        {
            message = JsonSerializer.Deserialize(text, LiveJson.Default.JsonElement);
        }
        catch (JsonException)
        {
            return SayAsync(SocketMessages.Error(Problems.MalformedJson(null)));
        }

        if (Text(message, "type") is not { } type || !Messages.TryGetValue(type, out var known))
            return SayAsync(SocketMessages.Error(new Problem(400, "unknownType", $"'type' must be one of {string.Join(", ", Messages.Keys.Order(StringComparer.Ordinal))}."), message));
        return (_parts.Gate.Hear(_caller) ?? known.Policy.Check(_caller)) is { } refusal ? SayAsync(SocketMessages.Error(refusal, message)) : known.Take(this, message);
    }

    private async ValueTask SubscribeAsync(JsonElement message)
    {
        if (!Guid.TryParse(Text(message, "orderId"), out var orderId))
        {
            await SayAsync(SocketMessages.Error(Problems.Validation("orderId", "Required: the id of an order."), message));
            return;
        }

        if (await RefuseAsync(message, orderId) is { } refusal)
        {
            await SayAsync(SocketMessages.Error(refusal, message, orderId));
            return;
        }

        message.TryGetProperty("afterVersion", out var after);
        var afterVersion = after.ValueKind == JsonValueKind.Number && after.TryGetInt32(out var version) ? Math.Max(0, version) : 0;
        await SayAsync(SocketMessages.Subscribed(orderId, afterVersion));
        var subscription = new Subscription(CancellationTokenSource.CreateLinkedTokenSource(_ended));
        _subscriptions[orderId] = subscription;
        subscription.Pump = PumpAsync(orderId, afterVersion, subscription);
    }

    private async ValueTask<Problem?> RefuseAsync(JsonElement message, Guid orderId)
    {
        if (message.TryGetProperty("afterVersion", out var after) && !(after.ValueKind == JsonValueKind.Number && after.TryGetInt32(out _)))
            return Problems.Validation("afterVersion", "Must be a version, a whole number from 0.");
        if (_subscriptions.ContainsKey(orderId)) return new Problem(409, "alreadySubscribed", "This order is subscribed to already.");
        if (_subscriptions.Count >= _parts.Limits.Subscriptions)
            return new Problem(429, "tooManySubscriptions", $"One connection has at most {_parts.Limits.Subscriptions} subscriptions.");
        try
        {
            return (await _parts.Access.FindOrder(_caller, Messages["subscribe"].Policy, "WS subscribe", orderId)).Error is { } error ? Problem.Of(error) : null;
        }
        catch (Exception e)
        {
            return Problems.Of(e);
        }
    }

    private async Task PumpAsync(Guid orderId, int afterVersion, Subscription subscription)
    {
        try
        {
            using var updates = _parts.Feed.WatchOrder(orderId, afterVersion, subscription.Ending.Token, withInternal: ObjectAccess.SeesInternals(_caller));
            while (true)
            {
                foreach (var update in await updates.NextAsync())
                    await _outgoing.Writer.WriteAsync(update.SocketFrame, subscription.Ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // Unsubscribed, or the connection ends.
        }
        catch (Exception e)
        {
            _outgoing.Writer.TryWrite(SocketMessages.Error(Problems.Of(e), orderId: orderId));
        }
        finally
        {
            _subscriptions.TryRemove(KeyValuePair.Create(orderId, subscription));
            subscription.Ending.Dispose();
        }
    }

    private async ValueTask UnsubscribeAsync(JsonElement message)
    {
        if (!Guid.TryParse(Text(message, "orderId"), out var orderId) || !_subscriptions.TryRemove(orderId, out var subscription))
        {
            await SayAsync(SocketMessages.Error(new Problem(404, "notSubscribed", "This order is not subscribed to."), message));
            return;
        }

        await subscription.StopAsync();
        await SayAsync(SocketMessages.Unsubscribed(orderId));
    }

    private ValueTask CommandAsync(JsonElement message)
    {
        if (!message.TryGetProperty("action", out var action) || Text(action, "type") is not { } name)
            return SayAsync(SocketMessages.Error(Problems.Validation("action", "Required: an object with the action's 'type'."), message));
        if (Interlocked.Increment(ref _commands) > _parts.Limits.CommandsInFlight)
        {
            Interlocked.Decrement(ref _commands);
            return SayAsync(SocketMessages.Error(
                new Problem(429, "tooManyCommands", $"One connection runs at most {_parts.Limits.CommandsInFlight} commands at once."), message));
        }

        _ = RunAsync(message, name, action);
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(JsonElement message, string name, JsonElement action)
    {
        try
        {
            var running = _parts.Commands.Run(_caller, name, action, _traceId);
            await SayAsync(running is null
                ? SocketMessages.Error(new Problem(400, "unknownAction", "There is no such action."), message)
                : SocketMessages.Result(message, (await running).Encoded(_traceId)));
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The connection ended before the answer; the command's idempotency key finds it again.
        }
        finally
        {
            Interlocked.Decrement(ref _commands);
        }
    }

    /// <summary>A kind of message.</summary>
    /// <param name="Policy">Whom it is for.</param>
    private sealed record SocketMessage(Policy Policy, Func<OrderSocket, JsonElement, ValueTask> Take);

    /// <summary>One order that is followed.</summary>
    private sealed class Subscription(CancellationTokenSource ending)
    {
        public CancellationTokenSource Ending => ending;

        public Task Pump { get; set; } = Task.CompletedTask;

        /// <summary>Ends it; after that it says nothing more.</summary>
        public async Task StopAsync()
        {
            try
            {
                await ending.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself just now.
            }

            await Pump;
        }
    }

    private ValueTask SayAsync(ReadOnlyMemory<byte> message) => _outgoing.Writer.WriteAsync(message, _ended);

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
