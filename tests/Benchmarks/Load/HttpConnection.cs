using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>An answer; its body lives until the connection's next exchange.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body);

/// <summary>
/// A keep-alive HTTP/1.1 connection over a blocking socket: one send and one receive a request, no allocation.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _length;

    public HttpConnection(int port)
    {
        _socket.ReceiveTimeout = 30_000;
        _socket.Connect(IPAddress.Loopback, port);
    }

    public void Dispose() => _socket.Dispose();

    /// <exception cref="UnexpectedAnswerException">The answer has another status.</exception>
    public Answer Exchange(RequestTemplate request, int expectedStatus)
    {
        var answer = Exchange(request.Bytes);
        return answer.Status == expectedStatus ? answer : throw new UnexpectedAnswerException(request.Line, answer);
    }

    /// <summary>Any answer counts.</summary>
    public Answer Exchange(RequestTemplate request) => Exchange(request.Bytes);

    private Answer Exchange(ReadOnlySpan<byte> request)
    {
        for (var sent = 0; sent < request.Length;) sent += _socket.Send(request[sent..]);
        _length = 0;
        int body;
        while ((body = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0) Receive();
        body += 4;
        var head = _buffer.AsSpan(0, body);
        var status = ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + (head[11] - '0');
        return new Answer(status, head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0 ? Chunks(body) : Counted(head, body));
    }

    private ReadOnlyMemory<byte> Counted(ReadOnlySpan<byte> head, int body)
    {
        var marker = "\r\nContent-Length: "u8;
        var at = head.IndexOf(marker);
        var length = at < 0 ? 0 : Number(head[(at + marker.Length)..]);
        while (_length < body + length) Receive();
        return _buffer.AsMemory(body, length);
    }

    // Moves the chunks together, so that the body is one piece.
    private ReadOnlyMemory<byte> Chunks(int body)
    {
        var end = body;
        for (var at = body; ;)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _length - at).IndexOf("\r\n"u8)) < 0) Receive();
            var size = Convert.ToInt32(Encoding.ASCII.GetString(_buffer, at, line), 16);
            at += line + 2;
            while (_length < at + size + 2) Receive();
            if (size == 0) return _buffer.AsMemory(body, end - body);
            _buffer.AsSpan(at, size).CopyTo(_buffer.AsSpan(end));
            end += size;
            at += size + 2;
        }
    }

    private void Receive()
    {
        var received = _socket.Receive(_buffer.AsSpan(_length));
        if (received == 0) throw new IOException("The server closed the connection.");
        _length += received;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        for (var i = 0; digits[i] is >= (byte)'0' and <= (byte)'9'; i++) number = (number * 10) + (digits[i] - '0');
        return number;
    }
}
