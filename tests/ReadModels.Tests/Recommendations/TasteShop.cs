using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

/// <summary>A generated shop whose customers' tastes are known: each likes one or two kinds of things and mostly buys such.</summary>
/// <remarks>
/// A kind shares words with its kin, as products of a real category do, among many words that all products use. Within a kind
/// few things sell well and many seldom; one purchase in five is something of any kind, best sellers first.
/// </remarks>
internal sealed class TasteShop
{
    private const int Kinds = 16;
    private const int ProductsOfAKind = 40;
    private const int Customers = 200;
    private const int OrdersOfACustomer = 8;

    private static readonly string[] Syllables = ["ba", "de", "fo", "gi", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo", "wi", "xe", "zu"];

    private readonly Random _chance;
    private readonly List<List<Guid>> _kinds = [];

    public TasteShop(int seed)
    {
        _chance = new Random(seed);
        var common = Words(60);
        for (var kind = 0; kind < Kinds; kind++) _kinds.Add(Kind(common));
        // Who comes first to a shop is chance: no kind is before another.
        var customers = Enumerable.Range(0, Customers).Select(i => (Id: History.Id(100_000 + i), Likes: Likes(), Bought: new HashSet<Guid>())).ToList();
        for (var round = 0; round < OrdersOfACustomer; round++)
        {
            foreach (var (customer, likes, bought) in customers) Buy(customer, likes, bought);
        }

        foreach (var (customer, likes, bought) in customers) HeldOut[customer] = Choose(likes, bought, ofTaste: true);
        Rate();
    }

    public History History { get; } = new();

    /// <summary>What each customer buys next, and the shop does not know.</summary>
    public Dictionary<Guid, Guid> HeldOut { get; } = [];

    private List<Guid> Kind(List<string> common)
    {
        var (category, own) = (Words(1)[0], Words(12));
        var products = new List<Guid>();
        for (var i = 0; i < ProductsOfAKind; i++)
        {
            var name = string.Join(' ', [.. Some(own, 2), .. Some(common, 1), Words(1)[0]]);
            var description = string.Join(' ', [.. Some(own, 5), .. Some(common, 15), .. Words(3)]);
            products.Add(History.Product(name, _chance.Next(5, 200) * 100, category, [.. Some(own, 2), .. Some(common, 1)], stock: 0, description));
            History.Append(StoreStreams.Stock, products[^1], new StockReceived(1_000));
        }

        return products;
    }

    private int[] Likes()
    {
        var first = _chance.Next(Kinds);
        return _chance.Next(2) == 0 ? [first] : [first, (first + 1 + _chance.Next(Kinds - 1)) % Kinds];
    }

    private void Buy(Guid customer, int[] likes, HashSet<Guid> bought)
    {
        var lines = Enumerable.Range(0, _chance.Next(1, 3)).Select(_ => Choose(likes, bought, ofTaste: _chance.Next(5) > 0)).Distinct().ToList();
        bought.UnionWith(lines);
        var order = History.Id(200_000 + History.Orders.Count);
        History.Orders.Add(order);
        History.Append(StoreStreams.Order, order, History.Placed(customer, [.. lines.Select(p => History.Line(p, 1))]), new OrderPaid("p", "card", 10_00, true));
    }

    private Guid Choose(int[] likes, HashSet<Guid> bought, bool ofTaste)
    {
        while (true)
        {
            var kind = _kinds[ofTaste ? likes[_chance.Next(likes.Length)] : _chance.Next(Kinds)];
            // By Zipf's law, about: the second sells half as well as the first, the third a third.
            var product = kind[(int)Math.Pow(kind.Count + 1, _chance.NextDouble()) - 1];
            if (!bought.Contains(product)) return product;
        }
    }

    /// <summary>Most are rated well and some are not, whether they sell or not.</summary>
    private void Rate()
    {
        var author = 0;
        foreach (var product in _kinds.SelectMany(kind => kind))
        {
            if (_chance.Next(3) == 0) continue;
            var good = _chance.Next(10) > 0 || HeldOut.ContainsValue(product);
            var by = History.Id(300_000 + author++);
            History.Append(StoreStreams.Review, ReviewId.Of(product, by), new ReviewWritten(product, by, History.Id(1), good ? 5 : 2, "", null));
        }
    }

    private List<string> Some(List<string> words, int count) => [.. Enumerable.Range(0, count).Select(_ => words[_chance.Next(words.Count)])];

    private List<string> Words(int count) => [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, _chance.Next(2, 5)).Select(_ => Syllables[_chance.Next(Syllables.Length)])))];
}
