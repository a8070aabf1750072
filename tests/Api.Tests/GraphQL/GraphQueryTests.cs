using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>What is asked in GraphQL is what REST answers.</summary>
public sealed class GraphQueryTests(Shop shop)
{
    [Fact]
    public async Task A_product_is_what_REST_says_of_it()
    {
        var id = await shop.SeenProductAsync(pieces: 7, price: 129_999);
        var product = (await shop.Guest.AskAsync(
            "query($id: ID!) { product(id: $id) { id sku name description price { amount currency text } category tags imageUrl rating reviewCount available active createdAt updatedAt version stock { available held received lowStockThreshold backorder } reviews { items { id } nextCursor } } }",
            new { id })).MustBeWell()["product"];
        var rest = (await shop.Guest.Get($"/products/{id}")).MustBe(200);
        foreach (var name in (string[])["id", "sku", "name", "description", "category", "active", "createdAt", "updatedAt", "version"])
            product.GetProperty(name).ToString().ShouldBe(rest[name].ToString(), name);
        product.At("price", "amount").GetInt64().ShouldBe(129_999);
        product.At("price").Text("text").ShouldBe("1299.99");
        product.At("stock", "received").GetInt64().ShouldBe(7);
        product.At("stock", "backorder").GetBoolean().ShouldBeFalse();
        product.GetProperty("imageUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        product.At("reviews", "items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_the_error_says_why()
    {
        var reply = await shop.Guest.AskAsync("query($id: ID!) { a: product(id: $id) { id } categories { name } }", new { id = Guid.NewGuid() });
        reply.MustBeProblem(404, "productNotFound");
        reply["a"].ValueKind.ShouldBe(JsonValueKind.Null);
        reply["categories"].ValueKind.ShouldBe(JsonValueKind.Array);
        reply.Errors[0].GetProperty("path")[0].GetString().ShouldBe("a");
        (await shop.Guest.AskAsync("{ product(id: \"x\") { id } }")).MustBeProblem(404, "notFound");
    }

    [Fact]
    public async Task A_list_goes_by_where_limit_offset_and_cursor()
    {
        var category = $"Paged {Guid.NewGuid():N}";
        for (var i = 0; i < 7; i++) await shop.NewProductAsync(pieces: 1, price: 100 + i, category: category);
        var position = (await shop.Admin.Post($"/products/{await shop.NewProductAsync(0)}/stock/receipts", new { quantity = 1 })).Header("Store-Position")!;
        const string Document = "query($where: ProductWhere, $limit: Int, $offset: Int, $after: String) { products(where: $where, limit: $limit, offset: $offset, after: $after) { items { id price { amount } } nextCursor pageInfo { hasNextPage endCursor } } }";
        var all = (await AskAsync(new { where = new { category } })).MustBeWell()["products"];
        var ids = Ids(all);
        ids.Count.ShouldBe(7);
        all.At("pageInfo", "hasNextPage").GetBoolean().ShouldBeFalse();

        var first = (await AskAsync(new { where = new { category }, limit = 3 })).MustBeWell()["products"];
        Ids(first).ShouldBe(ids[..3]);
        first.At("pageInfo").Text("endCursor").ShouldBe(first.Text("nextCursor"));
        Ids((await AskAsync(new { where = new { category }, limit = 3, after = first.Text("nextCursor") })).MustBeWell()["products"]).ShouldBe(ids[3..6]);
        Ids((await AskAsync(new { where = new { category }, limit = 3, offset = 2 })).MustBeWell()["products"]).ShouldBe(ids[2..5]);
        Ids((await AskAsync(new { where = new { category }, limit = 3, offset = 1, after = first.Text("nextCursor") })).MustBeWell()["products"]).ShouldBe(ids[4..7]);
        Ids((await AskAsync(new { where = new { category }, offset = 50 })).MustBeWell()["products"]).ShouldBeEmpty();
        Ids((await AskAsync(new { where = new { category, minPrice = 105 } })).MustBeWell()["products"]).Count.ShouldBe(2);
        (await AskAsync(new { limit = 0 })).MustBeProblem(400, "validation").Errors[0].At("extensions", "errors", "limit").GetArrayLength().ShouldBe(1);
        (await AskAsync(new { offset = 1_001 })).MustBeProblem(400, "validation");
        (await AskAsync(new { after = "?" })).MustBeProblem(400, "invalidCursor");

        Task<GraphReply> AskAsync(object variables) => shop.Guest.AskAsync(Document, variables, ("Store-Min-Position", position));
        static List<string> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.Text("id")!)];
    }

    [Fact]
    public async Task A_search_finds_a_product_at_once_after_its_own_write()
    {
        var word = $"Zaubertrank{Guid.NewGuid():N}"[..20];
        var created = (await shop.Admin.AskAsync(
            "mutation($input: CreateProductInput!) { createProduct(input: $input) { id version } }",
            new { input = new { sku = word, name = word, price = new { amount = 5, currency = "USD" }, category = "Potions", tags = new[] { "magic" } } })).MustBeWell();
        var position = created.Extensions.GetProperty("writes")[0].GetProperty("position").GetInt64();
        created.Http.Header("Store-Position").ShouldBe($"{position}");
        var found = await shop.Guest.Post("/graphql", new { query = "query($q: String!) { searchProducts(query: $q) { items { sku tags } } }", variables = new { q = word }, extensions = new { minPosition = position } });
        found.Json.At("data", "searchProducts", "items")[0].Text("sku").ShouldBe(word);
        (await shop.Guest.Post("/graphql", new { query = "{ categories { name } }", extensions = new { minPosition = long.MaxValue } })).Json
            .GetProperty("errors")[0].At("extensions").Text("code").ShouldBe("validation");
    }

    [Fact]
    public async Task An_order_in_a_list_has_all_that_is_asked_of_it()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var placed = (await buyer.Order(product, quantity: 2)).MustBe(201);
        var reply = (await buyer.AskAsync(
            """
            query($where: OrderWhere) {
              me { id name orders(where: $where, limit: 5) { items { id number status itemCount total { amount } items { sku quantity product { id price { amount } } } payment { status method } customer { id orders { items { id } } } shippingAddress { city } explanation { total { amount } steps { kind } } } } }
            }
            """,
            new { where = new { status = "PAID" } },
            ("Store-Min-Position", placed.Header("Store-Position")!))).MustBeWell();
        var order = reply["me"].At("orders", "items")[0];
        order.Text("id").ShouldBe(placed.Id.ToString());
        order.Text("status").ShouldBe("PAID");
        order.GetProperty("itemCount").GetInt32().ShouldBe(2);
        order.At("payment").Text("status").ShouldBe("CAPTURED");
        order.GetProperty("items")[0].At("product").Text("id").ShouldBe(product.ToString());
        order.At("customer").Text("id").ShouldBe(buyer.Id.ToString());
        order.At("customer", "orders", "items")[0].Text("id").ShouldBe(placed.Id.ToString());
        order.At("explanation", "total", "amount").GetInt64().ShouldBe(order.At("total", "amount").GetInt64());
        var single = (await buyer.AskAsync("query($id: ID!) { order(id: $id) { itemCount status customer { name } } }", new { id = placed.Id })).MustBeWell()["order"];
        single.GetProperty("itemCount").GetInt32().ShouldBe(2);
        single.At("customer").Text("name").ShouldBe("Ada");
    }

    [Fact]
    public async Task Accounts_are_listed_for_who_may_see_them()
    {
        var group = $"g{Guid.NewGuid():N}";
        var made = new List<Visitor> { await shop.NewCustomerAsync(), await shop.NewCustomerAsync(), await shop.NewCustomerAsync() };
        var position = "";
        foreach (var customer in made) position = (await shop.Admin.Patch($"/customers/{customer.Id}", new { group })).MustBe(200).Header("Store-Position")!;
        const string Document = "query($where: CustomerWhere, $limit: Int, $offset: Int, $after: String) { customers(where: $where, limit: $limit, offset: $offset, after: $after) { items { id email role } nextCursor } }";
        var page = (await shop.Admin.AskAsync(Document, new { where = new { group }, limit = 2 }, ("Store-Min-Position", position))).MustBeWell()["customers"];
        Ids(page).ShouldBe([made[2].Id, made[1].Id]);
        Ids((await shop.Admin.AskAsync(Document, new { where = new { group }, after = page.Text("nextCursor") })).MustBeWell()["customers"]).ShouldBe([made[0].Id]);
        Ids((await shop.Admin.AskAsync(Document, new { where = new { group, role = "CUSTOMER" }, offset = 1 })).MustBeWell()["customers"]).ShouldBe([made[1].Id, made[0].Id]);
        var email = page.GetProperty("items")[0].Text("email");
        Ids((await shop.Admin.AskAsync(Document, new { where = new { email } })).MustBeWell()["customers"]).ShouldBe([made[2].Id]);
        Ids((await shop.Admin.AskAsync(Document, new { where = new { email, role = "ADMIN" } })).MustBeWell()["customers"]).ShouldBeEmpty();
        (await made[0].AskAsync(Document)).MustBeProblem(403, "forbidden");
        (await made[0].Get("/customers")).MustBeProblem(403, "forbidden");
        (await shop.Admin.Get($"/customers?group={group}&limit=1")).MustBe(200)["items"].GetArrayLength().ShouldBe(1);

        static List<Guid> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];
    }

    [Fact]
    public async Task A_search_tells_counts_and_how_it_was_understood()
    {
        var (category, word) = ($"Facets {Guid.NewGuid():N}", $"Wunderlampe{Guid.NewGuid():N}"[..18]);
        var position = "";
        for (var i = 0; i < 3; i++)
        {
            var product = (await shop.Admin.Post("/products", new { sku = $"{word}{i}", name = word, price = new { amount = 1_000 - i, currency = "USD" }, category })).MustBe(201);
            position = product.Header("Store-Position")!;
        }

        var page = (await shop.Guest.AskAsync(
            "query($q: String!, $where: ProductWhere) { searchProducts(query: $q, where: $where, sort: PRICE_ASCENDING) { items { sku } total { count atLeast } facets { categories { value count atLeast } inStock { value count } prices { from to count } ratings { value } tags { value } } search { corrected ignored } } }",
            new { q = word, where = new { category } }, ("Store-Min-Position", position))).MustBeWell()["searchProducts"];
        page.GetProperty("items").EnumerateArray().Select(i => i.Text("sku")).ShouldBe([$"{word}2", $"{word}1", $"{word}0"]);
        page.At("total").GetProperty("count").GetInt32().ShouldBe(3);
        page.At("facets").GetProperty("categories")[0].Text("value").ShouldBe(category);
        page.At("facets").GetProperty("categories")[0].GetProperty("atLeast").GetBoolean().ShouldBeFalse();
        page.GetProperty("search").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_was_can_be_looked_at()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.SeenProductAsync());
        var order = (await buyer.Order(product, method: "later")).MustBe(201);
        (await buyer.Post($"/orders/{order.Id}/items", new { productId = product, quantity = 2 })).MustBe(200);
        (await shop.Admin.AskAsync("mutation($id: ID!) { updateProduct(id: $id, input: { price: { amount: 900, currency: \"USD\" } }) { version } }", new { id = product })).MustBeWell();
        var reply = (await buyer.AskAsync(
            """
            query($id: ID!, $p: ID!) {
              now: order(id: $id) { itemCount history { items { event version why changes { op path from to } } } diff(from: "1", to: "2") { changes { path from to } } timeline(limit: 3) { items { kind event } complete } }
              then: order(id: $id, version: 1) { itemCount version }
              product(id: $p) { prices { items { price { amount } } lowestIn30Days { amount } } }
            }
            """,
            new { id = order.Id, p = product })).MustBeWell();
        reply["now"].GetProperty("itemCount").GetInt32().ShouldBe(3);
        reply["then"].GetProperty("itemCount").GetInt32().ShouldBe(1);
        reply["now"].At("history").GetProperty("items")[0].Text("event").ShouldBe("order.created");
        reply["now"].At("diff").GetProperty("changes").EnumerateArray().ShouldContain(c => c.Text("path") == $"/items/{product}/quantity" && c.GetProperty("to").GetInt32() == 3);
        reply["now"].At("timeline").GetProperty("items").GetArrayLength().ShouldBe(3);
        reply["product"].At("prices").GetProperty("items").EnumerateArray().Select(p => p.At("price").GetProperty("amount").GetInt32()).ShouldBe([1_250, 900]);
    }

    [Fact]
    public async Task Orders_are_filtered_and_sorted()
    {
        var (buyer, cheap, dear) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(price: 100), await shop.NewProductAsync(price: 9_000));
        (await buyer.Order(cheap)).MustBe(201);
        var position = (await buyer.Order(dear)).MustBe(201).Header("Store-Position")!;
        const string Document = "query($where: OrderWhere, $sort: OrderSort) { orders(where: $where, sort: $sort) { items { total { amount } } } }";
        Totals(await buyer.AskAsync(Document, new { sort = "TOTAL_ASC" }, ("Store-Min-Position", position))).ShouldBe([100, 9_000]);
        Totals(await buyer.AskAsync(Document, new { where = new { minTotal = 500 } })).ShouldBe([9_000]);
        Totals(await buyer.AskAsync(Document, new { where = new { status = "PENDING" } })).ShouldBeEmpty();
        Totals(await buyer.AskAsync(Document, new { where = new { to = "2020-01-01T00:00:00Z" } })).ShouldBeEmpty();
        (await buyer.AskAsync(Document, new { where = new { customerId = Guid.NewGuid() } })).MustBeProblem(403, "forbidden");

        static List<int> Totals(GraphReply reply) => [.. reply.MustBeWell()["orders"].GetProperty("items").EnumerateArray().Select(o => o.At("total").GetProperty("amount").GetInt32())];
    }

    [Fact]
    public async Task Operators_see_how_far_the_read_models_are()
    {
        var all = (await shop.Admin.AskAsync("{ projections { head items { name position lag stopped rebuild { state progress } } } }")).MustBeWell()["projections"];
        all.GetProperty("items").EnumerateArray().Select(p => p.Text("name")).ShouldContain("customers");
        (await shop.Admin.AskAsync("mutation { rebuildProjection(name: \"nothing\") { name } }")).MustBeProblem(404, "notFound");
        (await shop.Admin.AskAsync("mutation { rebuildProjection(name: \"customers\") { name rebuild { state } } }")).MustBeWell()["rebuildProjection"].Text("name").ShouldBe("customers");
    }

    [Fact]
    public async Task The_shop_in_figures_is_for_who_runs_it()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.SeenProductAsync());
        var position = (await buyer.Order(product)).MustBe(201).Header("Store-Position")!;
        var told = (await shop.Admin.AskAsync(
            "query($id: ID!) { dashboard { position today { sales { currency paidOrders revenue { amount } } conversion { rate } } ordersByStatus { status count } stock { pieces } popular { pieces product { name } } } sales(bucket: HOUR) { bucket items { from sales { orders } } } bestSellers(limit: 3) { items { productId revenue { text } } } customerFigures(id: $id) { sales { sales { revenue { amount } } } } }",
            new { id = buyer.Id }, ("Store-Min-Position", position))).MustBeWell();
        told["dashboard"].GetProperty("ordersByStatus").EnumerateArray().Single(s => s.Text("status") == "PAID").GetProperty("count").GetInt32().ShouldBeGreaterThan(0);
        told["sales"].Text("bucket").ShouldBe("HOUR");
        told["customerFigures"].GetProperty("sales")[0].At("sales", "revenue").GetProperty("amount").GetInt32().ShouldBe(1_250);
        (await buyer.AskAsync("{ dashboard { position } }")).MustBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Products_are_recommended_with_a_reason()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.SeenProductAsync());
        var told = (await buyer.AskAsync(
            "query($id: ID!) { recommendedProducts(limit: 3) { name score reason product { id } } similarProducts(productId: $id, limit: 2) { id reason } boughtTogether(productId: $id) { id } popularProducts { id } }", new { id = product })).MustBeWell();
        told["similarProducts"].GetArrayLength().ShouldBeLessThanOrEqualTo(2);
        (await buyer.AskAsync("query($id: ID!) { similarProducts(productId: $id) { id } }", new { id = Guid.NewGuid() })).MustBeProblem(404, "productNotFound");
        (await shop.Guest.AskAsync("{ recommendedProducts { id } }")).MustBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_guest_opens_its_order_and_its_cart_with_their_tokens()
    {
        var product = await shop.NewProductAsync();
        var cart = (await shop.Guest.AskAsync("mutation($items: [ItemInput!]) { createCart(items: $items) { id cartToken total { amount } items { quantity product { sku } } } }", new { items = new[] { new { productId = product, quantity = 2 } } }))
            .MustBeWell()["createCart"];
        var guest = shop.Guest with { CartToken = cart.Text("cartToken") };
        var id = cart.Text("id");
        (await shop.Guest.AskAsync("query($id: ID!) { cart(id: $id) { id } }", new { id })).MustBeProblem(404, "cartNotFound");
        (await guest.AskAsync("mutation($id: ID!, $p: ID!) { setCartItem(id: $id, productId: $p, quantity: 1) { version items { quantity } } }", new { id, p = product })).MustBeWell()
            ["setCartItem"].GetProperty("items")[0].GetProperty("quantity").GetInt32().ShouldBe(1);
        (await guest.AskAsync("query($id: ID!) { cart(id: $id, delivery: { country: \"US\" }) { items { sku } shipping { amount } cartToken } }", new { id })).MustBeWell()
            ["cart"].GetProperty("cartToken").ValueKind.ShouldBe(JsonValueKind.Null);

        var order = (await guest.AskAsync("mutation($input: CreateOrderInput!) { createOrder(input: $input) { id status orderToken customer { id } total { amount } } }", new { input = OrderSteps.OrderOfCart(Guid.Parse(id!)) }))
            .MustBeWell()["createOrder"];
        order.Text("status").ShouldBe("PAID");
        order.GetProperty("customer").ValueKind.ShouldBe(JsonValueKind.Null);
        (await shop.Guest.AskAsync("query($id: ID!) { order(id: $id) { id } }", new { id = order.Text("id") })).MustBeProblem(404, "orderNotFound");
        (await (shop.Guest with { OrderToken = order.Text("orderToken") }).AskAsync("query($id: ID!) { order(id: $id) { number } }", new { id = order.Text("id") })).MustBeWell();
    }
}
