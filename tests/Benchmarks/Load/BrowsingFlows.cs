using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>A list of 20 products.</summary>
internal sealed class ListFlow : IFlow
{
    private readonly RequestTemplate _list = RequestTemplate.Get("/api/v1/products?limit=20");

    public void Once(HttpConnection connection) => connection.Exchange(_list, 200);
}

/// <summary>One product of many.</summary>
internal sealed class ProductFlow(string[] products, Random random) : IFlow
{
    private readonly byte[][] _products = [.. products.Select(Encoding.ASCII.GetBytes)];
    private readonly RequestTemplate _one = RequestTemplate.Get($"/api/v1/products/{RequestTemplate.Slot(36)}");

    public void Once(HttpConnection connection)
    {
        _one.Fill(0, _products[random.Next(_products.Length)]);
        connection.Exchange(_one, 200);
    }
}
