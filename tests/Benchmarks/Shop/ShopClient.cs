using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansStore.Benchmarks.HttpLimit;

namespace OrleansStore.Benchmarks.Shop;

/// <summary>Fills a shop over its public API, and asks it once for everything the load will ask for.</summary>
internal sealed class ShopClient(int port) : IDisposable
{
    private const int Products = 1_000;
    private const int Pieces = 10_000_000;
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    private string? _admin;

    public void Dispose() => _http.Dispose();

    public async Task<Goods> SeedAsync()
    {
        var admin = await LoginAsync(Accounts.AdminEmail);
        var products = new string[Products];
        await Parallel.ForAsync(0, Products, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var product = await PostAsync("/api/v1/products", admin, Product(i));
            products[i] = (string)product["id"]!;
            await PostAsync($"/api/v1/products/{products[i]}/stock/receipts", admin, new JsonObject { ["quantity"] = Pieces });
        });
        return new Goods(products, await RegisterAsync("buyer", Accounts.Buyers));
    }

    /// <summary>Opens accounts.</summary>
    /// <returns>A token of each.</returns>
    public async Task<string[]> RegisterAsync(string name, int count)
    {
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) =>
        {
            var email = $"{name}{i}@example.com";
            await PostAsync("/api/v1/customers", null, new JsonObject { ["email"] = email, ["name"] = $"{name} {i}", ["password"] = Accounts.Password });
            tokens[i] = await LoginAsync(email);
        });
        return tokens;
    }

    /// <summary>Adds one more product, which the hub tells everybody.</summary>
    public async Task AddProductAsync(string sku)
    {
        var product = Product(0);
        product["sku"] = sku;
        await PostAsync("/api/v1/products", _admin ??= await LoginAsync(Accounts.AdminEmail), product);
    }

    public async Task<string> LoginAsync(string email)
    {
        var login = await PostAsync("/api/v1/auth/login", null, new JsonObject { ["email"] = email, ["password"] = Accounts.Password });
        return (string)login["accessToken"]!;
    }

    /// <summary>The answers that the load will get, for the app that only returns bytes.</summary>
    public async Task<IReadOnlyList<ReadyAnswer>> CaptureAsync(Goods goods, int lines)
    {
        var token = goods.Tokens[0];
        var items = goods.Products.Take(lines).Select(id => (JsonNode)new JsonObject { ["productId"] = id, ["quantity"] = 1 }).ToArray();
        var cart = await CaptureAsync("POST", "/api/v1/carts", "/api/v1/carts", token, new JsonObject { ["items"] = new JsonArray(items) });
        var order = await CaptureAsync("POST", "/api/v1/orders", "/api/v1/orders", token, new JsonObject
        {
            ["cartId"] = Id(cart),
            ["shippingAddress"] = new JsonObject
            {
                ["street"] = "1 Main Street",
                ["city"] = "Springfield",
                ["state"] = "IL",
                ["zipCode"] = "62701",
                ["country"] = "US",
            },
            ["payment"] = new JsonObject { ["method"] = "later" },
        });
        return
        [
            await CaptureAsync("GET", "/api/v1/products", "/api/v1/products?limit=20", null, null),
            await CaptureAsync("GET", "/api/v1/products/{id}", $"/api/v1/products/{goods.Products[0]}", null, null),
            cart,
            order,
            await CaptureAsync("POST", "/api/v1/orders/{id}/pay", $"/api/v1/orders/{Id(order)}/pay", token, new JsonObject { ["method"] = "card" }),
        ];
    }

    private static string Id(ReadyAnswer answer) => (string)JsonNode.Parse(answer.Body)!["id"]!;

    private static JsonObject Product(int number) => new()
    {
        ["sku"] = $"SKU-{number:D5}",
        ["name"] = $"Product number {number}",
        ["description"] = "A product with a description of about the length that shops really have: what it is made of, what it is for, "
            + "how large it is, how it is washed, and why nobody should be without it for another day.",
        ["price"] = new JsonObject { ["amount"] = 999 + (number * 100), ["currency"] = "USD" },
        ["category"] = $"Category {number % 12}",
        ["tags"] = new JsonArray("benchmark", $"tag-{number % 30}"),
        ["imageUrl"] = $"https://images.example.com/products/{number}.webp",
    };

    private async Task<JsonNode> PostAsync(string path, string? token, JsonNode body)
    {
        using var response = await SendAsync("POST", path, token, body);
        return JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;
    }

    private async Task<ReadyAnswer> CaptureAsync(string method, string route, string path, string? token, JsonNode? body)
    {
        using var response = await SendAsync(method, path, token, body);
        return await ReadyAnswer.OfAsync(method, route, response);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? token, JsonNode? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        var response = await _http.SendAsync(request);
        if (response.IsSuccessStatusCode) return response;
        throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
