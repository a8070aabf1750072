using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>A purchase: a cart with its items, an order to be paid later, the payment.</summary>
internal sealed class PurchaseFlow : IFlow
{
    private const int IdLength = 36;
    private const int AmountLength = 12;

    private readonly byte[][] _products;
    private readonly Random _random;
    private readonly int _lines;
    private readonly RequestTemplate _cart;
    private readonly RequestTemplate _order;
    private readonly RequestTemplate _pay;

    public PurchaseFlow(string[] products, int lines, string token, Random random)
    {
        var id = RequestTemplate.Slot(IdLength);
        _products = [.. products.Select(Encoding.ASCII.GetBytes)];
        _lines = Math.Min(lines, products.Length);
        _random = random;
        var items = string.Join(',', Enumerable.Repeat($$"""{"productId":"{{id}}","quantity":1}""", _lines));
        _cart = RequestTemplate.Post("/api/v1/carts", token, $$"""{"items":[{{items}}]}""");
        _order = RequestTemplate.Post("/api/v1/orders", token,
            $$$"""{"cartId":"{{{id}}}","shippingAddress":{"street":"1 Main Street","city":"Springfield","state":"IL","zipCode":"62701","country":"US"},"payment":{"method":"later"}}""");
        _pay = RequestTemplate.Post($"/api/v1/orders/{id}/pay", token,
            $$$"""{"method":"card","amount":{"amount":{{{RequestTemplate.Slot(AmountLength)}}},"currency":"USD"}}""");
    }

    public void Once(HttpConnection connection)
    {
        // Neighbours from a random place on: different products in one cart, without a draw for each.
        var first = _random.Next(_products.Length);
        for (var line = 0; line < _lines; line++)
            _cart.Fill(line, _products[(first + line) % _products.Length]);
        var cart = connection.Exchange(_cart, 201);

        _order.Fill(0, JsonPeek.After(cart.Body, "\"id\":\""u8, IdLength));
        var order = connection.Exchange(_order, 201);

        _pay.Fill(0, JsonPeek.After(order.Body, "\"id\":\""u8, IdLength));
        _pay.Fill(1, JsonPeek.NumberAfter(order.Body, "\"total\":{\"amount\":"u8));
        connection.Exchange(_pay, 200);
    }
}
