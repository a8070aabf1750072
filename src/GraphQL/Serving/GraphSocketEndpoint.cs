using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Serving;

/// <summary>Upgrades requests to WebSockets and serves them.</summary>
internal sealed class GraphSocketEndpoint(GraphEngine engine, IGraphHost host, GraphServing serving, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Close code: the client speaks another protocol.</summary>
    private const int ProtocolUnknown = 4406;

    private int _unknown;

    public async Task ServeAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = 400;
            return;
        }

        // Who says nothing of itself holds a place for a moment only, and there are so many of them.
        if (Interlocked.Increment(ref _unknown) > serving.Uninitialised)
        {
            Interlocked.Decrement(ref _unknown);
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "5";
            return;
        }

        var leaving = new Once(() => Interlocked.Decrement(ref _unknown));
        try
        {
            await RunAsync(http, leaving);
        }
        finally
        {
            leaving.Run();
        }
    }

    private async Task RunAsync(HttpContext http, Once known)
    {
        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(GraphSocket.Protocol);
        using var socket = speaks ? await http.WebSockets.AcceptWebSocketAsync(GraphSocket.Protocol) : await http.WebSockets.AcceptWebSocketAsync();
        var line = new SocketLine(socket, serving, time, http.RequestAborted);
        if (!speaks) line.End(ProtocolUnknown, "Subprotocol not acceptable");
        using var connection = new GraphSocket(line, http, engine, host, serving, time) { Known = known.Run };
        await connection.RunAsync(lifetime.ApplicationStopping);
    }

    /// <summary>Done once, whoever comes first.</summary>
    private sealed class Once(Action action)
    {
        private int _done;

        public void Run()
        {
            if (Interlocked.Exchange(ref _done, 1) == 0) action();
        }
    }
}
