using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Store;

/// <summary>What purchases cost while somebody guesses passwords: rounds without and with, in turn.</summary>
internal sealed class StoreGuessing(string folder)
{
    private const int Buyers = 8;
    private const int Guessers = 50;

    public async Task AddRowsAsync(Table table, LoadGenerator load, Goods goods, Options options, Progress progress)
    {
        await using var store = new StoreServer(folder, allCores: true) { Goods = goods };
        await store.StartAsync();
        await using var guessing = new LoadGenerator(core: 1);
        var buying = new LoadOrder(Flows.Purchase, store.Port, Buyers, options.Seconds, 0, goods.Products, goods.Tokens, options.Lines);
        progress.Say($"{StoreSuite.Guessing}: warming up");
        await load.RunAsync(buying with { Seconds = options.WarmUp / 4 });

        var (without, with, ratio, guesses) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var round = 0; round < options.Rounds; round++)
        {
            var alone = LoadResult.Counting(await load.RunAsync(buying));
            // A second longer at both ends, so that no purchase goes without.
            var attack = guessing.RunAsync(new LoadOrder(Flows.Guess, store.Port, Guessers, options.Seconds + 2, 0, [], [], 0));
            await Task.Delay(TimeSpan.FromSeconds(1));
            var beside = LoadResult.Counting(await load.RunAsync(buying));
            var guessed = LoadResult.Counting(await attack);
            without.Add(alone.P99);
            with.Add(beside.P99);
            ratio.Add(beside.Operations / beside.Seconds / (alone.Operations / alone.Seconds));
            guesses.Add(guessed.Operations / guessed.Seconds);
            progress.Say($"{StoreSuite.Guessing} round {round + 1}: p99 {alone.P99:0.0} ms without, {beside.P99:0.0} ms with");
        }

        table.Rows.Add([$"A purchase, nobody guesses (`{StoreSuite.Guessing}`)", "p99 ms", $"{without}", without.Range]);
        table.Rows.Add([$"A purchase while {Guessers} connections guess passwords (`{StoreSuite.Guessing}`)", "p99 ms", $"{with}", with.Range]);
        table.Rows.Add([$"Purchases while they guess, of those without (`{StoreSuite.Guessing}`)", "share", $"{ratio}", ratio.Range]);
        table.Rows.Add([$"Guesses that were answered (`{StoreSuite.Guessing}`)", "a second", $"{guesses}", guesses.Range]);
        table.Notes.Add($"{Buyers} buyers and {Guessers} guessers over 1,000 addresses; the server, which hashes on half of the cores, and both loads share the machine.");
    }
}
