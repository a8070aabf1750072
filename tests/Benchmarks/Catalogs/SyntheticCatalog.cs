using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;

namespace OrleansStore.Benchmarks.Catalogs;

/// <summary>The past of a shop with any number of products, made up on the way: the same number is always the same product.</summary>
/// <remarks>
/// Words are as unevenly common as in a language: half of the descriptions have the commonest of 20,000, some words stand in
/// a few products only. Each product has three events: made, received, and rated or sold.
/// </remarks>
internal sealed class SyntheticCatalog(int products)
{
    public const int EventsEach = 3;

    private const int Words = 20_000, Categories = 60, Tags = 500, DescriptionWords = 25;
    private static readonly string[] Syllables =
        [.. from c in "bdfghklmnprstvwz" from v in "aeiou" select $"{c}{v}"];

    public static readonly EventCodec Codec = new(StoreEvents.All.Select(t => new EventType(t.Name, t.Json)));

    private static readonly string[] Vocabulary = MakeVocabulary();
    private static readonly double[] WordShares = Shares(Words, 3), CategoryShares = Shares(Categories, 2), TagShares = Shares(Tags, 5);

    public int Products => products;

    public long Events => (long)products * EventsEach;

    public static Guid IdOf(int product) => new((uint)(0x01980000 + (product >> 12)), (ushort)((product & 0xfff) << 4), 0x7000, 0x80, 0, 0, 0, (byte)(product >> 24), (byte)(product >> 16), (byte)(product >> 8), (byte)product);

    /// <summary>A product as it was made.</summary>
    public static ProductCreated Product(int number)
    {
        var chance = new Random(number);
        var name = $"{Vocabulary[20 + chance.Next(60)]} {Vocabulary[100 + chance.Next(40)]} {Vocabulary[500 + chance.Next(400)]}";
        var category = $"category {Vocabulary[1_000 + Pick(chance, CategoryShares)]}";
        var tags = Enumerable.Range(0, 3).Select(_ => Vocabulary[2_000 + Pick(chance, TagShares)]).Distinct();
        var description = string.Join(' ', Enumerable.Range(0, DescriptionWords).Select(_ => Vocabulary[Pick(chance, WordShares)]));
        return new ProductCreated($"SKU-{number:d7}", name, description, (long)Math.Pow(10, 2.3 + 3 * chance.NextDouble()), "USD", category, [.. tags], null);
    }

    /// <summary>The event at a position, from 1.</summary>
    public StoredEvent Event(long position)
    {
        var number = (int)((position - 1) / EventsEach);
        var id = IdOf(number);
        (string Stream, object Body) e = ((position - 1) % EventsEach, number % 10) switch
        {
            (0, _) => (StoreStreams.Of(StoreStreams.Product, id), Product(number)),
            (1, 0 or 5) => (StoreStreams.Of(StoreStreams.Stock, id), new StockAdjusted(0, "counted")),
            (1, _) => (StoreStreams.Of(StoreStreams.Stock, id), new StockReceived(20)),
            (_, < 6) => (StoreStreams.Of(StoreStreams.Review, id), new ReviewWritten(id, IdOf(0), IdOf(1), 1 + number * 7 % 5, "As expected.", null)),
            (_, < 9) => (StoreStreams.Of(StoreStreams.Stock, id), new StockSold(id, 1 + number % 7)),
            _ => (StoreStreams.Of(StoreStreams.Stock, id), new StockReceived(1)),
        };
        var (type, payload) = Codec.Write(e.Body);
        return new StoredEvent(position, e.Stream, 1, new Guid((int)position, (short)(position >> 32), 0, new byte[8]), type, Guid.Empty, Guid.Empty, Actors.System, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(position), payload);
    }

    private static int Pick(Random chance, double[] shares)
    {
        var at = Array.BinarySearch(shares, chance.NextDouble() * shares[^1]);
        return Math.Min(at >= 0 ? at : ~at, shares.Length - 1);
    }

    private static double[] Shares(int count, int flat)
    {
        var sum = 0.0;
        return [.. Enumerable.Range(0, count).Select(i => sum += 1.0 / (i + flat))];
    }

    private static string[] MakeVocabulary()
    {
        var chance = new Random(7);
        var words = new HashSet<string>();
        while (words.Count < Words) words.Add(string.Concat(Enumerable.Range(0, chance.Next(2, 6)).Select(_ => Syllables[chance.Next(Syllables.Length)])));
        return [.. words];
    }
}
