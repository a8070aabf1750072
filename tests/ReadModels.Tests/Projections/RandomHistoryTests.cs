using OrleansStore.ReadModels.Tests.Analytics;
using OrleansStore.ReadModels.Tests.Shop;
using OrleansStore.TestServers;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Pasts made up by chance, taken in piece by piece by processes that come and go, while read models are made anew.</summary>
public sealed class RandomHistoryTests(TestStores stores)
{
    private const int Lives = 3;
    private const int Steps = 5;

    /// <summary>A few, or as many as the soak asks for.</summary>
    private static readonly int Histories = SoakSize.Of("STORE_SOAK_HISTORIES", 2);

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task Whatever_happens_and_whoever_takes_it_in_every_answer_is_that_of_a_fold_of_the_journal(string kind)
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            try
            {
                await GoAsync(kind, seed);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"With seed {seed}: {e.Message}", e);
            }
        }
    }

    private async Task GoAsync(string kind, int seed)
    {
        await using var store = await stores.OpenAsync(kind);
        var (chance, history) = (new Random(seed), new History(seed + 5_000));
        var business = new Business(history, seed + 6_000);
        for (var life = 0; life < Lives; life++)
        {
            // It ends wherever it is: half way through a batch of one projection, or of a rebuild.
            await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(chance.Next(1, 60)));
            var names = side.Runner.Status.Select(s => s.Name).ToList();
            for (var step = 0; step < Steps; step++)
            {
                Happen();
                if (chance.Next(2) == 0) await BeginAsync(side, names[chance.Next(names.Count)]);
                for (var more = chance.Next(4); more > 0; more--) await side.Runner.AdvanceAsync(default);
            }
        }

        await using var last = await ReadSide.OpenAsync(history.Journal, store.Options(chance.Next(20, 200)));
        await last.CatchUpAsync();
        foreach (var name in last.Runner.Status.Where(s => s.Rebuild is not null).Select(s => s.Name)) await EqualAsync(last, name);
        await last.CatchUpAsync();
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(last);

        // All at once, and things go on happening meanwhile.
        foreach (var name in last.Runner.Status.Select(s => s.Name)) await BeginAsync(last, name);
        for (var step = 0; step < Steps; step++)
        {
            Happen();
            await last.Runner.AdvanceAsync(default);
        }

        foreach (var name in last.Runner.Status.Select(s => s.Name)) await EqualAsync(last, name);
        await last.CatchUpAsync();
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(last);

        void Happen()
        {
            history.Go(chance.Next(30));
            business.Go(chance.Next(20));
        }
    }

    private static async Task BeginAsync(ReadSide side, string name)
    {
        var begun = side.Runner.RebuildAsync(name, TestContext.Current.CancellationToken).AsTask();
        while (!begun.IsCompleted) await side.Runner.AdvanceAsync(default);
        await begun;
    }

    private static async Task EqualAsync(ReadSide side, string name)
    {
        var rebuilt = await side.RebuiltAsync(name);
        (rebuilt.Error, rebuilt.Equal).ShouldBe((null, true), name);
    }
}
