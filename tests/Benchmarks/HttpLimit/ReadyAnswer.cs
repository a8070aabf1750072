namespace OrleansStore.Benchmarks.HttpLimit;

/// <summary>An answer as a real shop gave it, ready to be sent again.</summary>
/// <param name="Headers">Those that the shop set itself.</param>
internal sealed record ReadyAnswer(string Method, string Route, int Status, string ContentType, Dictionary<string, string> Headers, byte[] Body)
{
    private static readonly string[] _ofTheServer = ["Date", "Server", "Content-Length", "Content-Type", "Transfer-Encoding"];

    public static async Task<ReadyAnswer> OfAsync(string method, string route, HttpResponseMessage response) => new(
        method,
        route,
        (int)response.StatusCode,
        response.Content.Headers.ContentType!.ToString(),
        response.Headers.Concat(response.Content.Headers)
            .Where(header => !_ofTheServer.Contains(header.Key))
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value)),
        await response.Content.ReadAsByteArrayAsync());
}
