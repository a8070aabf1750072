using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>A message as it came in.</summary>
internal sealed record Hooked(string Id, string Type, long Position);

/// <summary>An integrator's server on this machine, which takes everything.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Hooked> _got = new();
    private readonly Task _serving;

    public HookReceiver()
    {
        var root = $"http://127.0.0.1:{StoreProcess.FreePort()}/";
        Url = root + "hook";
        _listener.Prefixes.Add(root);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<Hooked> Got => [.. _got];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using (var message = await JsonDocument.ParseAsync(context.Request.InputStream))
            {
                var root = message.RootElement;
                _got.Enqueue(new(root.GetProperty("id").GetString()!, root.GetProperty("type").GetString()!, root.GetProperty("position").GetInt64()));
            }

            context.Response.StatusCode = 200;
            context.Response.Close();
        }
    }
}
