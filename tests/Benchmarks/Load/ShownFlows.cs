using System.Diagnostics;
using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>Writes something, and looks again and again until a read model shows it. What counts is the time from the write's answer on.</summary>
internal abstract class ShownFlow(Random random) : IFlow
{
    private const int IdLength = 36;

    /// <summary>Between two looks; no figure is finer than this.</summary>
    private const int LookEveryMs = 2;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public TimeSpan? Counted { get; private set; }

    public void Once(HttpConnection connection)
    {
        // Now and then, and never in step with the read side. Each flow has a thread of its own, which waits for its connection too.
        Thread.Sleep(random.Next(20, 120));
        var id = JsonPeek.After(connection.Exchange(Write(), 201).Body, "\"id\":\""u8, IdLength).ToArray();
        var answered = Stopwatch.GetTimestamp();
        while (connection.Exchange(Look(), 200).Body.Span.IndexOf(id) < 0)
        {
            if (Stopwatch.GetElapsedTime(answered) > _patience) throw new TimeoutException($"{Encoding.ASCII.GetString(id)} is still not shown.");
            // As often as it is looked, so exact is the figure; without a pause the looking itself would be the load.
            Thread.Sleep(LookEveryMs);
        }

        Counted = Stopwatch.GetElapsedTime(answered);
    }

    protected abstract RequestTemplate Write();

    protected abstract RequestTemplate Look();
}

/// <summary>An order, until it is in its customer's list. Nobody else orders with the token.</summary>
internal sealed class OrderShownFlow(string[] products, string token, Random random) : ShownFlow(random)
{
    private readonly byte[][] _products = [.. products.Select(Encoding.ASCII.GetBytes)];
    private readonly Random _random = random;
    private readonly RequestTemplate _order = RequestTemplate.Post("/api/v1/orders", token,
        $$$"""{"items":[{"productId":"{{{RequestTemplate.Slot(36)}}}","quantity":1}],"shippingAddress":{"street":"1 Main Street","city":"Springfield","state":"IL","zipCode":"62701","country":"US"},"payment":{"method":"later"}}""");

    private readonly RequestTemplate _list = RequestTemplate.Get("/api/v1/orders?limit=1", token);

    protected override RequestTemplate Write()
    {
        _order.Fill(0, _products[_random.Next(_products.Length)]);
        return _order;
    }

    protected override RequestTemplate Look() => _list;
}

/// <summary>A product, until it is found by a word of its name that no other has.</summary>
internal sealed class ProductFoundFlow(string token, Random random) : ShownFlow(random)
{
    private const int WordLength = 14;

    private readonly Random _random = random;
    private readonly byte[] _word = new byte[WordLength];
    private readonly RequestTemplate _product = RequestTemplate.Post("/api/v1/products", token,
        $$$"""{"sku":"FOUND-{{{RequestTemplate.Slot(WordLength)}}}","name":"Found by {{{RequestTemplate.Slot(WordLength)}}}","price":{"amount":999,"currency":"USD"},"category":"Category 1","tags":["benchmark"]}""");

    private readonly RequestTemplate _search = RequestTemplate.Get($"/api/v1/products?limit=1&search={RequestTemplate.Slot(WordLength)}");

    protected override RequestTemplate Write()
    {
        for (var i = 0; i < WordLength; i++) _word[i] = (byte)_random.Next('a', 'z' + 1);
        _product.Fill(0, _word);
        _product.Fill(1, _word);
        _search.Fill(0, _word);
        return _product;
    }

    protected override RequestTemplate Look() => _search;
}
