using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Tests.Analytics;
using OrleansStore.ReadModels.Tests.Recommendations;

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>What the read side should say, told the plainest way: everything folded in memory, from the start.</summary>
internal sealed class Expected
{
    public sealed class Product
    {
        public required Guid Id;
        public long Position;
        public string Sku = "", Name = "", Description = "", Currency = "", Category = "";
        public string? ImageUrl;
        public long Price, Available;
        public string[] Tags = [];
        public List<int> Ratings = [];
        public bool Active = true;
        public DateTimeOffset Created, Updated;
        public int Version;

        public decimal Rating => Ratings.Count == 0 ? 0 : Math.Round((decimal)Ratings.Sum() / Ratings.Count, 1, MidpointRounding.AwayFromZero);

        public long Sold;

        public bool Matches(CatalogQuery q) =>
            Active && (q.Category is null || q.Category == Category) && (q.Tag is null || Tags.Contains(q.Tag))
            && (q.MinPrice is null || Price >= q.MinPrice) && (q.MaxPrice is null || Price <= q.MaxPrice) && (!q.InStockOnly || Available > 0) && Rating >= q.MinRating / 10m
            && HasWords(q.Search);

        /// <summary>Whether the words stand in it as they were typed; what is guessed is not foretold here.</summary>
        public bool HasWords(string? search)
        {
            var typed = Words(search ?? "");
            var own = Words(string.Join(' ', (string[])[Name, Category, Sku, Description, .. Tags]));
            return typed.Select((word, i) => own.Any(o => o == word || (!word.Any(char.IsDigit) && (i == typed.Length - 1 || word.Length > 3) && o.StartsWith(word, StringComparison.Ordinal)))).All(found => found);
        }

        /// <summary>The words of a name, as they are sorted.</summary>
        public string SortName => string.Join(' ', Words(Name));

        private static string[] Words(string text) => System.Text.RegularExpressions.Regex.Split(
            text.ToLowerInvariant().Replace("ö", "o", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal),
            "[^a-z0-9]+").Where(w => w.Length > 0).ToArray();

        public object Json => ImageUrl is null
            ? new { id = Id, sku = Sku, name = Name, description = Description, price = new { amount = Price, currency = Currency }, category = Category, tags = Tags, rating = Rating, reviewCount = Ratings.Count, available = Math.Max(0, Available), active = Active, createdAt = Created.UtcDateTime, updatedAt = Updated.UtcDateTime, version = Version }
            : new { id = Id, sku = Sku, name = Name, description = Description, price = new { amount = Price, currency = Currency }, category = Category, tags = Tags, imageUrl = ImageUrl, rating = Rating, reviewCount = Ratings.Count, available = Math.Max(0, Available), active = Active, createdAt = Created.UtcDateTime, updatedAt = Updated.UtcDateTime, version = Version };
    }

    private readonly Dictionary<(Guid, Guid), long> _holds = [];
    private readonly Dictionary<Guid, long> _levels = [];
    private readonly Dictionary<Guid, long> _sold = [];
    private readonly Dictionary<Guid, long?> _priced = [];

    public Dictionary<Guid, Product> Products { get; } = [];

    public Dictionary<Guid, (long Position, Guid Customer, ReviewView View)> Reviews { get; } = [];

    public Dictionary<Guid, (long Position, OrderSummary Summary, Dictionary<Guid, OrderLine> Lines)> Orders { get; } = [];

    private Recount Figures { get; init; } = new();

    private ExpectedRecommendations Recommendations { get; init; } = new();

    public static Expected Of(FakeJournal journal)
    {
        var expected = new Expected { Figures = Recount.Of(journal), Recommendations = ExpectedRecommendations.Of(journal) };
        foreach (var stored in journal.Events) expected.Apply(stored);
        foreach (var (id, level) in expected._levels)
        {
            if (expected.Products.TryGetValue(id, out var product)) product.Available = level;
        }

        foreach (var (id, sold) in expected._sold) expected.Products[id].Sold = sold;

        foreach (var (_, _, view) in expected.Reviews.Values) expected.Products[view.ProductId].Ratings.Add(view.Rating);

        return expected;
    }

    private void Apply(StoredEvent stored)
    {
        if (stored.Stream.StartsWith("cart-", StringComparison.Ordinal)) return;
        var id = Guid.Parse(stored.Stream[(stored.Stream.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        switch (History.Codec.Read(stored))
        {
            case ProductCreated e:
                Products[id] = new Product
                {
                    Id = id,
                    Position = stored.Position,
                    Sku = e.Sku,
                    Name = e.Name,
                    Description = e.Description,
                    Price = e.Price,
                    Currency = e.Currency,
                    Category = e.Category,
                    Tags = [.. e.Tags],
                    ImageUrl = e.ImageUrl,
                    Created = stored.Time,
                };
                Seen(stored, id);
                break;
            case ProductChanged e:
                var p = Products[id];
                (p.Name, p.Description, p.Price) = (e.Name ?? p.Name, e.Description ?? p.Description, e.Price ?? p.Price);
                (p.Category, p.ImageUrl) = (e.Category ?? p.Category, e.ImageUrl ?? p.ImageUrl);
                if (e.Tags is { } tags) p.Tags = [.. tags];
                Seen(stored, id);
                break;
            case ProductRemoved:
                Products[id].Active = false;
                Seen(stored, id);
                break;
            case StockReceived e:
                Add(id, e.Quantity);
                break;
            case StockAdjusted e:
                Add(id, e.Delta);
                break;
            case StockRestocked e:
                Add(id, e.Quantity);
                break;
            case StockHeld e:
                Add(id, _holds.GetValueOrDefault((id, e.OrderId)) - e.Quantity);
                _holds[(id, e.OrderId)] = e.Quantity;
                break;
            case StockReleased e:
                Add(id, e.Quantity);
                _holds.Remove((id, e.OrderId));
                break;
            case StockSold e:
                _sold[id] = _sold.GetValueOrDefault(id) + e.Quantity;
                _holds.Remove((id, e.OrderId));
                break;
            case ReviewWritten e:
                Reviews[id] = (stored.Position, e.CustomerId, new ReviewView(id, e.ProductId, e.Rating, e.Text, e.Author, stored.Time, stored.Time, stored.Version));
                break;
            case ReviewChanged e:
                var r = Reviews[id];
                Reviews[id] = r with { View = r.View with { Rating = e.Rating, Text = e.Text, Author = e.Author, UpdatedAt = stored.Time, Version = stored.Version } };
                break;
            case ReviewRemoved:
                Reviews.Remove(id);
                break;
            case OrderPlaced e:
                var number = OrderNumber.Of(id, stored.Time);
                var summary = new OrderSummary(id, number, e.CustomerId, OrderStatus.Pending, new Money(0, e.Currency), 0, 1, stored.Time, stored.Time);
                Orders[id] = (stored.Position, summary, e.Lines.ToDictionary(l => l.ProductId));
                _priced[id] = e.Pricing?.Total;
                Changed(stored, id, s => s);
                break;
            case OrderLineSet e:
                Orders[id].Lines[e.Line.ProductId] = e.Line;
                _priced[id] = e.Pricing?.Total;
                Changed(stored, id, s => s);
                break;
            case OrderEvent e:
                Changed(stored, id, s => e switch
                {
                    OrderPaid => s with { Status = OrderStatus.Paid },
                    OrderCancelled => s with { Status = OrderStatus.Cancelled },
                    OrderExpired => s with { Status = OrderStatus.Expired },
                    OrderReturnReceived { All: true } => s with { Status = OrderStatus.Returned },
                    OrderShipped { Partial: true } => s with { Status = OrderStatus.PartiallyShipped },
                    OrderShipped => s with { Status = OrderStatus.Shipped },
                    OrderDelivered { Partial: not true } => s with { Status = OrderStatus.Delivered },
                    _ => s,
                });
                break;
        }
    }

    private void Changed(StoredEvent stored, Guid id, Func<OrderSummary, OrderSummary> change)
    {
        var (position, summary, lines) = Orders[id];
        summary = change(summary) with
        {
            Version = stored.Version,
            UpdatedAt = stored.Time,
            ItemCount = lines.Values.Sum(l => l.Quantity),
            Total = summary.Total with { Amount = _priced[id] ?? lines.Values.Sum(l => l.Quantity * l.UnitPrice) },
        };
        Orders[id] = (position, summary, lines);
    }

    private void Seen(StoredEvent stored, Guid id) => (Products[id].Updated, Products[id].Version) = (stored.Time, stored.Version);

    private void Add(Guid product, long pieces) => _levels[product] = _levels.GetValueOrDefault(product) + pieces;

    /// <summary>Compares all that the read side says with all that it should say.</summary>
    public async Task ShouldBeWhatIsSaidBy(ReadSide side)
    {
        foreach (var product in Products.Values)
        {
            var answer = (await side.Catalog.FindAsync(product.Id)).ShouldNotBeNull();
            Same(answer, JsonSerializer.SerializeToElement(product.Json));
            answer.Version.ShouldBe(product.Version);
        }

        await SameList(side, new CatalogQuery(100));
        await SameList(side, new CatalogQuery(3, InStockOnly: true));
        await SameList(side, new CatalogQuery(7, MinRating: 35));
        foreach (var sort in Enum.GetValues<CatalogSort>().Where(s => s != CatalogSort.Relevance)) await SameList(side, new CatalogQuery(30, Sort: sort));
        foreach (var product in Products.Keys) await SameReviews(r => r.View.ProductId == product, (limit, cursor) => side.Reviews.ListOfProductAsync(product, limit, cursor));
        foreach (var customer in Reviews.Values.Select(r => r.Customer).Distinct())
            await SameReviews(r => r.Customer == customer, (limit, cursor) => side.Reviews.ListOfCustomerAsync(customer, limit, cursor));
        await Figures.ShouldBeWhatIsSaidBy(side);
        await Recommendations.ShouldBeTheRowsOf(side);
        await SameOrders(side, null, null);
        foreach (var customer in Orders.Values.Select(o => o.Summary.CustomerId).Distinct()) await SameOrders(side, customer, null);
        foreach (var status in Enum.GetValues<OrderStatus>()) await SameOrders(side, null, status);
    }

    /// <summary>Goes through all pages of a list.</summary>
    public async Task SameList(ReadSide side, CatalogQuery query)
    {
        var wanted = Sort(Products.Values.Where(p => p.Matches(query)), query.Order).ToList();
        var found = new List<JsonElement>();
        for (string? cursor = null; ;)
        {
            var page = JsonDocument.Parse((await side.Catalog.ListAsync(query with { Cursor = cursor })).Json).RootElement;
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(query.Limit);
            found.AddRange(page.GetProperty("items").EnumerateArray());
            if (cursor is null) SameFacets(page, wanted, query.ToString());
            if (!page.TryGetProperty("nextCursor", out var next)) break;
            cursor = next.GetString();
        }

        found.Select(f => f.GetRawText()).ShouldBe(wanted.Select(p => Normal(JsonSerializer.SerializeToElement(p.Json))), query.ToString());
    }

    private static IEnumerable<Product> Sort(IEnumerable<Product> products, CatalogSort sort) => sort switch
    {
        CatalogSort.PriceAscending => products.OrderBy(p => p.Price).ThenBy(p => p.Position),
        CatalogSort.PriceDescending => products.OrderByDescending(p => p.Price).ThenByDescending(p => p.Position),
        CatalogSort.Rating => products.OrderByDescending(p => p.Rating).ThenByDescending(p => p.Position),
        CatalogSort.Name => products.OrderBy(p => p.SortName, StringComparer.Ordinal).ThenBy(p => p.Position),
        CatalogSort.Popular => products.OrderByDescending(p => p.Sold).ThenByDescending(p => p.Position),
        _ => products.OrderByDescending(p => p.Position),
    };

    private static void SameFacets(JsonElement page, List<Product> wanted, string query)
    {
        page.GetProperty("total").GetProperty("count").GetInt64().ShouldBe(wanted.Count, query);
        page.GetProperty("total").TryGetProperty("atLeast", out _).ShouldBeFalse(query);
        var facets = page.GetProperty("facets");
        Said("categories").ShouldBe(Counted(wanted.Select(p => p.Category)), query);
        Said("tags").ShouldBe(Counted(wanted.SelectMany(p => p.Tags.Distinct())), query);
        Said("ratings").ShouldBe(Enumerable.Range(1, 4).Reverse().Select(stars => ($"{stars}", (long)wanted.Count(p => p.Rating >= stars))), query);
        Said("inStock").ShouldBe([("True", (long)wanted.Count(p => p.Available > 0)), ("False", (long)wanted.Count(p => p.Available <= 0))], query);
        foreach (var band in facets.GetProperty("prices").EnumerateArray())
        {
            var (from, to) = (band.GetProperty("from").GetInt64(), band.TryGetProperty("to", out var end) ? end.GetInt64() : long.MaxValue);
            band.GetProperty("count").GetInt64().ShouldBe(wanted.Count(p => p.Price >= from && p.Price < to), query);
        }

        facets.GetProperty("prices").EnumerateArray().Sum(b => b.GetProperty("count").GetInt64()).ShouldBe(wanted.Count, query);

        IEnumerable<(string, long)> Said(string facet) => facets.GetProperty(facet).EnumerateArray().Select(f => (f.GetProperty("value").ToString(), f.GetProperty("count").GetInt64()));

        static IEnumerable<(string, long)> Counted(IEnumerable<string> values) =>
            values.GroupBy(v => v).Select(g => (g.Key, g.LongCount())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal);
    }

    public async Task SameOrders(ReadSide side, Guid? customer, OrderStatus? status)
    {
        var wanted = Orders.Values
            .Where(o => (customer is null || o.Summary.CustomerId == customer) && (status is null || o.Summary.Status == status))
            .OrderByDescending(o => o.Position).Select(o => o.Summary).ToList();
        var found = new List<OrderSummary>();
        string? cursor = null;
        do
        {
            var page = await side.Orders.ListAsync(customer, status, 7, cursor);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        found.ShouldBe(wanted);
    }

    private async Task SameReviews(Func<(long Position, Guid Customer, ReviewView View), bool> wanted, Func<int, string?, ValueTask<ReviewPage>> read)
    {
        var found = new List<ReviewView>();
        string? cursor = null;
        do
        {
            var page = await read(2, cursor);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        found.ShouldBe(Reviews.Values.Where(wanted).OrderByDescending(r => r.Position).Select(r => r.View));
    }

    private static void Same(EncodedAnswer answer, JsonElement wanted) =>
        System.Text.Encoding.UTF8.GetString(answer.Json.Span).ShouldBe(Normal(wanted));

    private static string Normal(JsonElement json) => JsonSerializer.Serialize(json, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };
}
