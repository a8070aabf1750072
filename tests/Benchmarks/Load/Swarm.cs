using System.Diagnostics;
using System.Text.Json;

namespace OrleansStore.Benchmarks.Load;

/// <summary>What the swarm is asked; one line of JSON.</summary>
/// <param name="Connections">Open so many first.</param>
/// <param name="Await">Then answer when so many broadcasts have come in all.</param>
internal sealed record SwarmOrder(int Port, string[] Tokens, int Connections, long Await);

/// <summary>How the swarm is; one line of JSON.</summary>
internal sealed record SwarmState(int Open, long Received, string? Failure);

/// <summary>The process of many hub clients.</summary>
internal static class Swarm
{
    private const int OpenAtOnce = 50;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pingEvery = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync()
    {
        var clients = new List<HubClient>();
        using var pings = new Timer(_ => { lock (clients) clients.ForEach(client => client.Ping()); }, null, _pingEvery, _pingEvery);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize<SwarmOrder>(line)!;
            string? failure = null;
            try
            {
                await OpenAsync(order, clients);
                await AwaitAsync(order.Await);
            }
            catch (Exception e)
            {
                failure = e.Message;
            }

            Console.Out.WriteLine(JsonSerializer.Serialize(new SwarmState(clients.Count - HubClient.Lost, HubClient.Broadcasts, failure)));
        }

        return 0;
    }

    private static Task OpenAsync(SwarmOrder order, List<HubClient> clients) => Parallel.ForAsync(
        0, order.Connections, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (i, _) =>
        {
            var client = await HubClient.OpenAsync(order.Port, order.Tokens[i % order.Tokens.Length]);
            lock (clients) clients.Add(client);
        });

    private static async Task AwaitAsync(long broadcasts)
    {
        for (var watch = Stopwatch.StartNew(); HubClient.Broadcasts < broadcasts && watch.Elapsed < _patience;) await Task.Delay(1);
    }
}
