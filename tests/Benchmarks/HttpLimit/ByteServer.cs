using System.Text.Json;
using OrleansStore.Benchmarks.Processes;

namespace OrleansStore.Benchmarks.HttpLimit;

/// <summary>
/// What the HTTP stack can do at most: the routes of the shop, each answered with bytes that were ready before. Nothing is
/// checked, nothing is stored.
/// </summary>
internal static class ByteServer
{
    /// <param name="answers">A file with the answers as JSON.</param>
    public static async Task<int> RunAsync(string answers, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => TypedResults.Ok());
        foreach (var answer in JsonSerializer.Deserialize<ReadyAnswer[]>(await File.ReadAllTextAsync(answers))!)
            app.MapMethods(answer.Route, [answer.Method], context => WriteAsync(context.Response, answer));
        ParentWatch.StopWithParent(app);
        await app.RunAsync();
        return 0;
    }

    private static Task WriteAsync(HttpResponse response, ReadyAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        return response.BodyWriter.WriteAsync(answer.Body).AsTask();
    }
}
