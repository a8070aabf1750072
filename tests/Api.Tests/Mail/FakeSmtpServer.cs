using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansStore.Api.Tests.Mail;

/// <summary>How a server behaves towards one connection.</summary>
internal enum SmtpMood
{
    /// <summary>Takes the e-mail.</summary>
    Accept,

    /// <summary>Refuses the recipient for now (450).</summary>
    RefuseForNow,

    /// <summary>Refuses the recipient for good (550).</summary>
    RefuseForGood,

    /// <summary>Drops the connection in the middle of the e-mail.</summary>
    Drop,

    /// <summary>Takes the e-mail and drops the connection before it says so.</summary>
    TakeAndDrop,
}

/// <summary>A mail server of a hundred lines that behaves as it is told to.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private int _connections;

    public FakeSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By the number of the connection, from 0.</summary>
    public Func<int, SmtpMood> Mood { get; set; } = _ => SmtpMood.Accept;

    /// <summary>Whether a recipient's mailbox is full.</summary>
    public Func<string, bool> IsFull { get; set; } = _ => false;

    /// <summary>The e-mails it took, as they came.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token), Mood(Interlocked.Increment(ref _connections) - 1));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, SmtpMood mood)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 fake");
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb == "QUIT") return;
                    if (verb == "DATA" && !await TakeAsync(reader, writer, mood)) return;
                    if (verb == "DATA") continue;
                    await writer.WriteLineAsync((verb, mood) switch
                    {
                        ("EHLO" or "HELO", _) => "250 fake",
                        ("RCPT", _) when IsFull(line) => "452 full",
                        ("RCPT", SmtpMood.RefuseForNow) => "450 later",
                        ("RCPT", SmtpMood.RefuseForGood) => "550 nobody here",
                        _ => "250 ok",
                    });
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer, SmtpMood mood)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            if (mood == SmtpMood.Drop && mail.Length > 0) return false;
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }

        _taken.Enqueue(mail.ToString());
        if (mood == SmtpMood.TakeAndDrop) return false;
        await writer.WriteLineAsync("250 taken");
        return true;
    }
}
