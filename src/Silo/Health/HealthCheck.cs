using Microsoft.Extensions.Configuration;

namespace OrleansStore.Silo.Health;

/// <summary>Asks a running program whether it lives, for images that have no other program to ask with.</summary>
internal static class HealthCheck
{
    /// <summary>The command-line switch.</summary>
    public const string Switch = "--check-health";

    /// <summary>Shorter than what orchestrators give a check.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks at the first address that the program listens on.</summary>
    /// <returns>0 when it answers that it lives, else 1.</returns>
    public static async Task<int> RunAsync(string defaultUrl)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").Build();
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(AddressOf(configuration, defaultUrl), HealthRoutes.Live));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Where to ask: who listens on every address listens on this machine's own too.</summary>
    internal static Uri AddressOf(IConfiguration configuration, string defaultUrl)
    {
        var url = configuration["http_ports"]?.Split(';')[0] is { Length: > 0 } port
            ? $"http://127.0.0.1:{port}"
            : (configuration["urls"] ?? defaultUrl).Split(';')[0];
        return new Uri(url.Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal));
    }
}
