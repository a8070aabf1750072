using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

/// <summary>What recommendations are made from, counted the plainest way: over everything, each time anew.</summary>
internal sealed class ExpectedRecommendations
{
    private sealed record Product(Guid Id, string Name, string Category, string[] Tags, string Description, bool Active)
    {
        public string Text => ProductText.Of(Name, Category, Tags, Description);
    }

    private sealed record Order(Guid? Customer, Dictionary<Guid, int> Lines, bool Paid, bool GivenUp, bool Sent);

    private readonly Dictionary<Guid, Product> _products = [];
    private readonly Dictionary<Guid, Order> _orders = [];
    private readonly Dictionary<Guid, (Guid Product, int Stars)> _reviews = [];
    private readonly HashSet<Guid> _erased = [];
    private SortedDictionary<long, long> _weights = [];
    private (int Created, int Active) _epoch;

    public static ExpectedRecommendations Of(FakeJournal journal)
    {
        var expected = new ExpectedRecommendations();
        foreach (var stored in journal.Events) expected.Apply(stored);
        return expected;
    }

    public async Task ShouldBeTheRowsOf(ReadSide side)
    {
        (await Rows(side, "SELECT id, name, category, tags, description, active FROM @products ORDER BY position", r => $"{r.Id(0)} {r.Text(1)} {r.Text(2)} {r.Text(3)} {r.Text(4)} {r.Int64(5)}"))
            .ShouldBe(_products.Values.Select(p => $"{p.Id} {p.Name} {p.Category} {string.Join('\u001f', p.Tags)} {p.Description} {(p.Active ? 1 : 0)}"));
        (await Rows(side, "SELECT word, products FROM @words ORDER BY word", r => $"{r.Int64(0)} {r.Int64(1)}")).ShouldBe(Words().Select(w => $"{w.Key} {w.Value}"));
        (await Rows(side, "SELECT word, products FROM @weights ORDER BY word", r => $"{r.Int64(0)} {r.Int64(1)}")).ShouldBe(_weights.Select(w => $"{w.Key} {w.Value}"));
        (await Rows(side, "SELECT created, active, epoch, epoch_active FROM @corpus", r => $"{r.Int64(0)} {r.Int64(1)} {r.Int64(2)} {r.Int64(3)}"))
            .ShouldBe(_products.Count == 0 ? [] : [$"{_products.Count} {_products.Values.Count(p => p.Active)} {_epoch.Created} {_epoch.Active}"]);
        (await Rows(side, "SELECT product, stars, reviews FROM @ratings ORDER BY product", r => $"{r.Id(0)} {r.Int64(1)} {r.Int64(2)}"))
            .ShouldBe(_reviews.Values.GroupBy(r => r.Product).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Sum(r => r.Stars)} {g.Count()}"));

        var counted = _orders.Values.Where(o => o is { Paid: true, GivenUp: false }).ToList();
        (await Rows(side, "SELECT product, pieces, orders FROM @sales ORDER BY product", r => $"{r.Id(0)} {r.Int64(1)} {r.Int64(2)}"))
            .ShouldBe(counted.SelectMany(o => o.Lines).GroupBy(l => l.Key).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Sum(l => l.Value)} {g.Count()}"));
        (await Rows(side, "SELECT product, other, orders FROM @pairs ORDER BY product, other", r => $"{r.Id(0)} {r.Id(1)} {r.Int64(2)}"))
            .ShouldBe(counted.SelectMany(o => o.Lines.Keys.SelectMany(a => o.Lines.Keys.Where(b => a != b).Select(b => (a, b))))
                .GroupBy(p => p).OrderBy(g => g.Key.a).ThenBy(g => g.Key.b).Select(g => $"{g.Key.a} {g.Key.b} {g.Count()}"));
        (await Rows(side, "SELECT id, customer, paid, lines FROM @orders ORDER BY id", r => $"{r.Id(0)} {r.IdOrNull(1)} {r.Int64(2)} {string.Join(' ', Purchase.ReadLines(r.Blob(3)))}"))
            .ShouldBe(_orders.Where(o => !o.Value.GivenUp && (o.Value.Customer is { } customer ? !_erased.Contains(customer) : !o.Value.Sent)).OrderBy(o => o.Key)
                .Select(o => $"{o.Key} {o.Value.Customer} {(o.Value.Paid ? 1 : 0)} {string.Join(' ', o.Value.Lines.OrderBy(l => l.Key).Select(l => (l.Key, l.Value)))}"));
    }

    private static async Task<List<string>> Rows(ReadSide side, string sql, Func<RowStatement, string> read) => await side.Database.ReadAsync("recommendations", tables =>
    {
        var rows = tables.Statement(sql);
        var all = new List<string>();
        while (rows.Step()) all.Add(read(rows));
        return all;
    });

    private SortedDictionary<long, long> Words()
    {
        var counts = new SortedDictionary<long, long>();
        foreach (var word in _products.Values.Where(p => p.Active).SelectMany(p => WordsOf(p.Text).Distinct())) counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    private static List<long> WordsOf(string text)
    {
        var words = new Words(text, new char[ReadModels.Recommendations.Embeddings.Words.Longest]);
        var all = new List<long>();
        while (words.MoveNext()) all.Add(unchecked((long)ReadModels.Recommendations.Embeddings.Words.Hash(words.Current)));
        return all;
    }

    private void Apply(StoredEvent stored)
    {
        if (stored.Stream.StartsWith("cart-", StringComparison.Ordinal)) return;
        var id = Guid.Parse(stored.Stream[(stored.Stream.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        switch (History.Codec.Read(stored))
        {
            case ProductCreated e:
                _products[id] = new Product(id, e.Name, e.Category, [.. e.Tags], e.Description, true);
                if (_products.Count is 16 or 32 or 64 or 128 or 256 or 512)
                {
                    _epoch = (_products.Count, _products.Values.Count(p => p.Active));
                    _weights = new(Words().Where(w => w.Value > 1).ToDictionary());
                }

                break;
            case ProductChanged e:
                var p = _products[id];
                _products[id] = p with { Name = e.Name ?? p.Name, Category = e.Category ?? p.Category, Tags = e.Tags is { } tags ? [.. tags] : p.Tags, Description = e.Description ?? p.Description };
                break;
            case ProductRemoved:
                _products[id] = _products[id] with { Active = false };
                break;
            case ReviewWritten e:
                _reviews[id] = (e.ProductId, e.Rating);
                break;
            case ReviewChanged e:
                _reviews[id] = (e.ProductId, e.Rating);
                break;
            case ReviewRemoved:
                _reviews.Remove(id);
                break;
            case OrderPlaced e:
                _orders[id] = new Order(e.CustomerId, e.Lines.ToDictionary(l => l.ProductId, l => l.Quantity), false, false, false);
                break;
            case OrderLineSet e:
                if (e.Line.Quantity == 0) _orders[id].Lines.Remove(e.Line.ProductId);
                else _orders[id].Lines[e.Line.ProductId] = e.Line.Quantity;
                break;
            case OrderPaid:
                _orders[id] = _orders[id] with { Paid = true };
                break;
            case OrderCancelled or OrderExpired:
                _orders[id] = _orders[id] with { GivenUp = true };
                break;
            case OrderShipped:
                _orders[id] = _orders[id] with { Sent = true };
                break;
            case CustomerErased:
                _erased.Add(id);
                break;
        }
    }
}
