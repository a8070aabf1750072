using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;
using System.Threading.Channels;

namespace OrleansStore.GraphQL.Serving;

/// <summary>A WebSocket with a bounded queue of what goes out, that takes text messages of bounded size and ends once.</summary>
/// <remarks>A client that does not take one message for <see cref="GraphServing.SlowClient"/> is closed.</remarks>
internal sealed class SocketLine
{
    /// <summary>The close code of a client that is too slow; it may come back and resume.</summary>
    private const WebSocketCloseStatus TooSlow = (WebSocketCloseStatus)4008;

    /// <summary>Bytes that a reason may have in a close frame.</summary>
    private const int Reason = 123;

    private readonly WebSocket _socket;
    private readonly GraphServing _serving;
    private readonly TimeProvider _time;
    private readonly Channel<ReadOnlyMemory<byte>> _outgoing;
    private readonly CancellationTokenSource _ending;
    private readonly Lock _gate = new();
    private (WebSocketCloseStatus Status, string Reason)? _close;

    public SocketLine(WebSocket socket, GraphServing serving, TimeProvider time, CancellationToken aborted)
    {
        (_socket, _serving, _time) = (socket, serving, time);
        _outgoing = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(serving.OutgoingMessages) { SingleReader = true });
        _ending = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Ended = _ending.Token;
    }

    /// <summary>Cancelled when the connection ends; can still be asked after it was disposed of.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Says something, waiting while the queue is full.</summary>
    /// <exception cref="ChannelClosedException">The connection ends.</exception>
    public ValueTask SayAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => _outgoing.Writer.WriteAsync(message, cancellation);

    /// <summary>Says something if there is room.</summary>
    public void TrySay(ReadOnlyMemory<byte> message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Ends the connection once what waits is sent; the first reason counts.</summary>
    public void End(int status, string reason)
    {
        lock (_gate)
        {
            if (_close is not null) return;
            _close = ((WebSocketCloseStatus)status, Cut(reason));
        }

        _outgoing.Writer.TryComplete();
        _ending.Cancel();
    }

    /// <summary>Runs the connection to its end.</summary>
    /// <param name="take">Takes a message. What it throws ends the connection without a word: it has told before what it can tell.</param>
    public async Task RunAsync(Func<byte[], ValueTask> take)
    {
        try
        {
            var reading = ReadAsync(take);
            await WriteAsync();
            await CloseAsync(reading);
        }
        finally
        {
            await _ending.CancelAsync();
            _ending.Dispose();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync())
                if (!await SendAsync(message)) return;
        }
        catch (Exception e) when (IsCut(e))
        {
            _socket.Abort();
            End(1005, "");
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
            await sending.WaitAsync(_serving.SlowClient, _time);
            return true;
        }
        catch (TimeoutException)
        {
            End((int)TooSlow, "Too slow: come back and go on from the cursor.");
            // The frame under way must end before the closing one can be sent; that is the client's last chance.
            await sending.WaitAsync(_serving.CloseWait, _time).ContinueWith(
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
            // That there was no reason is nothing that may be said.
            if (status != WebSocketCloseStatus.Empty && _socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(status, reason, CancellationToken.None).WaitAsync(_serving.CloseWait, _time);
            await reading.WaitAsync(_serving.CloseWait, _time);
        }
        catch (Exception e) when (IsCut(e) || e is TimeoutException)
        {
            _socket.Abort();
            await reading;
        }
    }

    private async Task ReadAsync(Func<byte[], ValueTask> take)
    {
        try
        {
            while (await ReceiveAsync() is { } message) await take(message);
        }
        catch (Exception)
        {
            // Nobody reads any more: whoever still writes must not wait for what never comes.
            End(1005, "");
        }
    }

    /// <summary>The next message; null when the connection ends.</summary>
    private async ValueTask<byte[]?> ReceiveAsync()
    {
        // An idle connection holds no buffer.
        if ((await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None)).MessageType == WebSocketMessageType.Close)
        {
            End(1000, "");
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(_serving.MessageBytes + 1);
        try
        {
            for (var length = 0; ;)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length, _serving.MessageBytes + 1 - length), CancellationToken.None);
                length += received.Count;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    End(1000, "");
                    return null;
                }

                if (_close is not null) length = 0;
                else if (received.MessageType == WebSocketMessageType.Binary) End(1003, "Messages are text.");
                else if (length > _serving.MessageBytes) End(1009, $"A message has at most {_serving.MessageBytes} bytes.");
                else if (received.EndOfMessage) return buffer[..length];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>As much as a close frame has room for, without half a letter.</summary>
    private static string Cut(string reason)
    {
        Span<byte> bytes = stackalloc byte[Reason];
        Utf8.FromUtf16(reason, bytes, out _, out var written);
        return Encoding.UTF8.GetString(bytes[..written]);
    }

    private static bool IsCut(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;
}
