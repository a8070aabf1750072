using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansStore.ReadModels.Tests.Recommendations;

/// <summary>Makes vectors over real connections: what is alike to it is what has the same last word in its name.</summary>
internal sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _texts;

    private FakeModelServer(WebApplication app) => _app = app;

    /// <summary>Texts it was asked for so far.</summary>
    public int Texts => Volatile.Read(ref _texts);

    /// <summary>Answers with this status instead, while set.</summary>
    public int? Status { get; set; }

    /// <summary>Refuses a request with a text that has this in it.</summary>
    public string? Poison { get; set; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeModelServer(builder.Build());
        server._app.MapPost("/v1/embeddings", server.Answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var texts = asked.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToList();
        Interlocked.Add(ref _texts, texts.Count);
        context.Response.StatusCode = Status ?? (Poison is not null && texts.Exists(text => text.Contains(Poison, StringComparison.Ordinal)) ? 400 : 200);
        if (context.Response.StatusCode != 200) return;
        var data = texts.Select((text, index) => new { index, embedding = Vector(text.Split('\n')[0].Split(' ')[^1]) });
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { data, usage = new { prompt_tokens = 1, total_tokens = 1 } }));
    }

    private static float[] Vector(string word)
    {
        var chance = new Random(word.Sum(c => c));
        return [.. Enumerable.Range(0, 500).Select(_ => (float)chance.NextDouble() - 0.5f)];
    }
}
