using System.Diagnostics;
using System.Net.Sockets;
using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Store;

/// <summary>From the start of the process to its first answer.</summary>
internal sealed class StoreStart(string folder, int starts)
{
    public async Task AddRowsAsync(Table table, Progress progress)
    {
        progress.Say(StoreSuite.Start);
        await AddRowAsync(table, "Start to first list of products, new store", i => Path.Combine(folder, $"new-{i}"));
        await AddRowAsync(table, "Start to first list of products, 1,000 products in it", _ => Path.Combine(folder, "store"));
        table.Notes.Add("Starts use both cores, as an operator's would; the files are in the operating system's cache.");
    }

    private async Task AddRowAsync(Table table, string title, Func<int, string> dataPath)
    {
        var answered = new Sample();
        for (var i = 0; i < starts; i++)
        {
            var port = Ports.Free();
            var watch = Stopwatch.StartNew();
            await using var store = StoreProcess.Start(dataPath(i), port, core: null);
            store.DrainOutput();
            await AnswerAsync(store, port);
            answered.Add(watch.Elapsed.TotalMilliseconds);
        }

        table.Rows.Add([$"{title} (`{StoreSuite.Start}`)", "ms", $"{answered}", answered.Range]);
    }

    private static async Task AnswerAsync(ChildProcess store, int port)
    {
        var list = RequestTemplate.Get("/api/v1/products?limit=1");
        for (var attempt = 0; attempt < 10_000 && !store.HasExited; attempt++)
        {
            try
            {
                using var connection = new HttpConnection(port);
                connection.Exchange(list, 200);
                return;
            }
            catch (Exception e) when (e is SocketException or IOException or UnexpectedAnswerException)
            {
                await Task.Delay(2);
            }
        }

        throw new InvalidOperationException($"The store did not start: {store.LastErrors}");
    }
}
