using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Silo.Webhooks;

namespace OrleansStore.Api.Tests.Webhooks;

/// <summary>A message as it came in.</summary>
internal sealed record Hooked(string Id, long Timestamp, string Signature, string Body, string? ContentType)
{
    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public long Position => Json.GetProperty("position").GetInt64();

    public Guid? OrderId => Json.TryGetProperty("orderId", out var order) ? order.GetGuid() : null;

    public JsonElement Data => Json.GetProperty("data");

    public string BodyId => Json.GetProperty("id").GetString()!;
}

/// <summary>An integrator's server on this machine, which can be down or answer as it is told to.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly int _port = StoreProcess.FreePort();
    private readonly ConcurrentQueue<Hooked> _got = new();
    private WebApplication? _server;
    private int _asked;

    public string Url => $"http://127.0.0.1:{_port}/hook";

    /// <summary>What it answers.</summary>
    public Func<Hooked, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<Hooked> Got => [.. _got];

    /// <summary>How often it was asked, taken or not.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public async Task<HookReceiver> UpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapPost("/hook", TakeAsync);
        await _server.StartAsync();
        return this;
    }

    public async Task DownAsync()
    {
        if (_server is not { } server) return;
        _server = null;
        await server.StopAsync();
        await server.DisposeAsync();
    }

    public async Task GotAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_got.Count < count) await Task.Delay(20, limit.Token);
    }

    /// <summary>Everything came in the order of its order (of its product, where stock moved), signed, and under one id each.</summary>
    public void MustBeInOrder(string secret)
    {
        foreach (var order in Got.Where(h => !h.Type.StartsWith("stock.", StringComparison.Ordinal)).GroupBy(h => h.OrderId)) order.DistinctBy(h => h.Id).Select(h => h.Position).ShouldBeInOrder();
        foreach (var hooked in Got)
        {
            hooked.BodyId.ShouldBe(hooked.Id);
            hooked.Signature.ShouldBe(WebhookSignature.Of(secret, hooked.Id, hooked.Timestamp, System.Text.Encoding.UTF8.GetBytes(hooked.Body)));
        }
    }

    public ValueTask DisposeAsync() => new(DownAsync());

    private async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var headers = context.Request.Headers;
        using var reader = new StreamReader(context.Request.Body);
        var hooked = new Hooked(
            headers[WebhookSignature.IdHeader]!, long.Parse(headers[WebhookSignature.TimestampHeader]!, System.Globalization.CultureInfo.InvariantCulture),
            headers[WebhookSignature.SignatureHeader]!, await reader.ReadToEndAsync(), context.Request.ContentType);
        await Answer(hooked, context.Response);
        if (context.Response.StatusCode is >= 200 and < 300) _got.Enqueue(hooked);
    }
}
