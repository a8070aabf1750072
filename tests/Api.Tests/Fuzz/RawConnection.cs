using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>What came back, as far as the fuzzer looks.</summary>
/// <param name="Code">The problem's code; null when it is none.</param>
/// <param name="Location">Where what it made is; null when it says nothing of that.</param>
/// <param name="IsCut">The server closed the connection without an answer.</param>
internal sealed record RawAnswer(int Status, string? Code, long Position, string? Location, string? Text, bool IsCut);

/// <summary>HTTP/1.1 on a bare socket: it sends what no decent client would.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _from;
    private int _to;

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public async Task<RawAnswer> AskAsync(HostileRequest request, TimeSpan limit)
    {
        var isFresh = _socket is null;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var answer = await TryAsync(request, patience.Token);
            // A connection that was kept may have been closed by the server before this request reached it.
            return answer.IsCut && !isFresh ? await TryAsync(request, patience.Token) : answer;
        }
        catch (OperationCanceledException)
        {
            Close();
            throw new TimeoutException($"No answer within {limit}.");
        }
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> TryAsync(HostileRequest request, CancellationToken cancellation)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellation);
            (_from, _to) = (0, 0);
            for (var sent = 0; sent < request.Bytes.Length;) sent += await _socket.SendAsync(request.Bytes.AsMemory(sent), cancellation);
        }
        catch (SocketException)
        {
            // It was refused before it was all sent; the answer may be there.
        }

        try
        {
            return await ReadAsync(request, cancellation);
        }
        catch (SocketException)
        {
            Close();
            return new RawAnswer(0, null, 0, null, null, IsCut: true);
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return socket;
    }

    private async Task<RawAnswer> ReadAsync(HostileRequest request, CancellationToken cancellation)
    {
        var first = await LineAsync(cancellation);
        if (first is null)
        {
            Close();
            return new RawAnswer(0, null, 0, null, null, IsCut: true);
        }

        var status = int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellation) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        if (status == 100) return await ReadAsync(request, cancellation);

        var type = headers.GetValueOrDefault("Content-Type", "");
        var closes = headers.GetValueOrDefault("Connection", "").Equals("close", StringComparison.OrdinalIgnoreCase) || request.Method == "CONNECT";
        byte[] body = [];
        if (type == "text/event-stream") closes = true;
        else if (!request.HasNoAnswerBody && status is not (204 or 304)) body = await BodyAsync(headers, cancellation);
        if (closes) Close();

        var text = type.Contains("json", StringComparison.Ordinal) ? Encoding.UTF8.GetString(body) : null;
        var code = type == "application/problem+json" && text is { Length: > 0 } ? JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() : null;
        var position = headers.TryGetValue("Store-Position", out var named) ? long.Parse(named, CultureInfo.InvariantCulture) : 0;
        return new RawAnswer(status, code, position, headers.GetValueOrDefault("Location"), text, IsCut: false);
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken cancellation)
    {
        if (headers.TryGetValue("Content-Length", out var length)) return await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellation);
        if (!headers.ContainsKey("Transfer-Encoding")) return [];
        var whole = new List<byte>();
        while (int.Parse(await LineAsync(cancellation) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            whole.AddRange(await BytesAsync(size, cancellation));
            await LineAsync(cancellation);
        }

        await LineAsync(cancellation);
        return [.. whole];
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_from == _to && !await FillAsync(cancellation)) throw new SocketException((int)SocketError.ConnectionReset);
            var taken = Math.Min(count - filled, _to - _from);
            _buffer.AsSpan(_from, taken).CopyTo(bytes.AsSpan(filled));
            (_from, filled) = (_from + taken, filled + taken);
        }

        return bytes;
    }

    /// <summary>The next line; null when the connection ended before there was one.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_from == _to && !await FillAsync(cancellation)) return line.Length == 0 ? null : line.ToString();
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            var stop = end < 0 ? _to : _from + end;
            line.Append(Encoding.Latin1.GetString(_buffer, _from, stop - _from));
            _from = end < 0 ? _to : stop + 1;
            if (end >= 0) return line.ToString().TrimEnd('\r');
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        (_from, _to) = (0, await _socket!.ReceiveAsync(_buffer, cancellation));
        return _to > 0;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
