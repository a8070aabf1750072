using OrleansStore.Benchmarks.Load;

namespace OrleansStore.Benchmarks.Shop;

/// <summary>One thing that is measured over HTTP.</summary>
/// <param name="Unit">What is counted.</param>
internal sealed record ShopFlow(string Name, string Title, string Unit, string Flow, bool OneProduct)
{
    public static IReadOnlyList<ShopFlow> All { get; } =
    [
        new("shop/list", "A list of 20 out of 1,000 products", "requests", Flows.List, false),
        new("shop/product", "One product", "requests", Flows.Product, false),
        new("shop/purchase", "A purchase: cart, order, payment (three requests)", "purchases", Flows.Purchase, false),
        new("shop/hot", "A purchase, every buyer of the same product", "purchases", Flows.Purchase, true),
    ];

    public LoadOrder Order(ShopServer server, double seconds, int lines) => new(
        Flow, server.Port, Accounts.Buyers, seconds, 0, OneProduct ? server.Goods.Products[..1] : server.Goods.Products, server.Goods.Tokens, lines);
}
