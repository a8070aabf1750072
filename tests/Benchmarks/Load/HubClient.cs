using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>
/// The least that is a SignalR client: a WebSocket that tracks its customer's orders and counts the broadcasts it gets.
/// </summary>
internal sealed class HubClient
{
    private const byte Separator = 0x1e;
    private static readonly byte[] _hello = Frame("{\"protocol\":\"json\",\"version\":1}");
    private static readonly byte[] _track = Frame("{\"type\":4,\"invocationId\":\"1\",\"target\":\"TrackMine\",\"arguments\":[-1]}");
    private static readonly byte[] _ping = Frame("{\"type\":6}");
    private static long _broadcasts;
    private static int _lost;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[2_048];
    private int _length;

    private HubClient()
    {
    }

    /// <summary>Broadcasts that all clients got together.</summary>
    public static long Broadcasts => Volatile.Read(ref _broadcasts);

    /// <summary>Clients that were cut off.</summary>
    public static int Lost => Volatile.Read(ref _lost);

    /// <exception cref="InvalidDataException">The server does not let it in.</exception>
    public static async Task<HubClient> OpenAsync(int port, string token)
    {
        var client = new HubClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        await client.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/orders?access_token={token} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        int head;
        while ((head = client.Received.IndexOf("\r\n\r\n"u8)) < 0) await client.ReceiveAsync();
        if (!client.Received.StartsWith("HTTP/1.1 101"u8)) throw new InvalidDataException(Encoding.UTF8.GetString(client.Received));
        client.Drop(head + 4);
        await client.SendAsync(_hello);
        // Three bytes and their frame's head: an empty object, which means welcome.
        while (client.Received.IndexOf(Separator) < 0) await client.ReceiveAsync();
        await client.SendAsync(_track);
        _ = client.ListenAsync();
        return client;
    }

    public void Ping() => _ = SendAsync(_ping);

    private Span<byte> Received => _buffer.AsSpan(0, _length);

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                Count();
                await ReceiveAsync();
            }
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            Interlocked.Increment(ref _lost);
        }
    }

    // Every message ends with the separator, so the frames around them need not be understood.
    private void Count()
    {
        int end;
        while ((end = Received.IndexOf(Separator)) >= 0)
        {
            if (Received[..end].IndexOf("\"ProductAdded\""u8) >= 0) Interlocked.Increment(ref _broadcasts);
            Drop(end + 1);
        }
    }

    private async ValueTask ReceiveAsync()
    {
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
        if (received == 0) throw new IOException("The server closed the connection.");
        _length += received;
    }

    private void Drop(int bytes)
    {
        Received[bytes..].CopyTo(_buffer);
        _length -= bytes;
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    // A text frame with a mask of zeros, which leaves the bytes as they are.
    private static byte[] Frame(string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        return [0x81, (byte)(0x80 | (text.Length + 1)), 0, 0, 0, 0, .. text, Separator];
    }
}
