namespace OrleansStore.Benchmarks.Shop;

/// <summary>What a seeded shop offers the load: its products and a token of each buyer.</summary>
internal sealed record Goods(string[] Products, string[] Tokens);
