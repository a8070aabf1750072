using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.Tests.GraphQL;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.Api.Tests.Access;

/// <summary>
/// Role × owner or stranger × every field of the GraphQL schema that a use case answers, as the running store declares it. A
/// field that is new is in it by being there.
/// </summary>
public sealed class GraphMatrixTests(MatrixShop shop, ITestOutputHelper output) : IClassFixture<MatrixShop>
{
    private ShopSchema Shown => shop.Services.GetRequiredService<ShopSchema>();

    private IEnumerable<ShopField> Fields => Shown.Fields.Where(f => f.Type is "Query" or "Mutation");

    [Fact]
    public async Task Nobody_gets_past_a_field_s_policy_or_learns_anything()
    {
        var (wrong, cells) = (new List<string>(), 0);
        foreach (var field in Fields)
            foreach (var guests in Variants(field.Policy))
                foreach (var actor in shop.Actors.Where(a => !a.IsForged && !a.MayPass(field.Policy, guests)))
                {
                    var document = MatrixFields.Document(Shown.Schema, field, shop.Things, guests);
                    Parser.Parse(document);
                    var (status, body) = await shop.SendAsync(actor, "POST", "/graphql", new { query = document });
                    cells++;
                    var json = JsonSerializer.Deserialize<JsonElement>(body);
                    var code = json.TryGetProperty("errors", out var errors) && errors[0].TryGetProperty("extensions", out var extensions) ? extensions.Text("code") : null;
                    if (status != 200 || !Expected(actor, field.Policy).Contains(code)) wrong.Add($"{actor.Name}: {document} was answered {status} {body}");
                    else if (json.GetProperty("data").ToString() is not ("" or """{"it":null}""")) wrong.Add($"{actor.Name}: {document} tells {body}");
                }

        output.WriteLine($"{cells} denied cells of {Fields.Count()} fields and {shop.Actors.Count} callers");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Whoever_a_field_is_open_to_gets_in()
    {
        var owner = shop.Guest with { AccessToken = shop.Actors.Single(a => a.IsOwner).AccessToken, Id = shop.Things.Owner };
        var (wrong, cells) = (new List<string>(), 0);
        foreach (var field in Fields.Where(f => f.Policy.Door is not (Door.Public or Door.Anyone)))
            foreach (var guests in Variants(field.Policy))
                foreach (var actor in shop.Actors.Where(a => !a.IsForged && a.MayPass(field.Policy, guests)))
                {
                    var (caller, things) = (actor, shop.Things);
                    if (field is { Type: "Mutation", Policy.Thing: Thing.Order or Thing.Cart })
                    {
                        // What a call uses up is made for it.
                        things = await shop.NewThingsAsync(owner, shared: false);
                        if (actor.IsHolder) caller = actor with { OrderToken = things.OrderToken, CartToken = things.CartToken };
                    }
                    else if (field.Type == "Mutation" && field.Policy.Door is Door.Account or Door.Owner)
                    {
                        // They end the account or the session that asks; as somebody new.
                        if (field.Policy.Thing == Thing.Review || actor.Account is null) continue;
                        var customer = await shop.NewCustomerAsync();
                        caller = actor with { AccessToken = customer.AccessToken, Account = customer.Id };
                    }
                    else if (field.Type == "Mutation")
                    {
                        things = things with { Product = Guid.NewGuid(), Order = Guid.NewGuid(), Owner = Guid.NewGuid(), Promotion = Guid.NewGuid() };
                    }

                    var document = MatrixFields.Document(Shown.Schema, field, things, guests);
                    var (status, body) = await shop.SendAsync(caller, "POST", "/graphql", new { query = document });
                    cells++;
                    var json = JsonSerializer.Deserialize<JsonElement>(body);
                    var code = json.TryGetProperty("errors", out var errors) ? errors[0].TryGetProperty("extensions", out var extensions) ? extensions.Text("code") : errors.ToString() : null;
                    var isHidden = field.Policy.Door == Door.Owner && code is "orderNotFound" or "cartNotFound";
                    if (status != 200 || isHidden || code is "unauthenticated" or "forbidden" or "internalError" || !json.TryGetProperty("data", out _))
                        wrong.Add($"{actor.Name}: {document} was answered {status} {body}");
                }

        output.WriteLine($"{cells} allowed cells");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task What_is_followed_is_for_whom_it_is()
    {
        var (wrong, fields) = (new List<string>(), Shown.Fields.Where(f => f.Type == "Subscription").ToList());
        fields.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var actor in shop.Actors.Where(a => !a.IsForged && a.MayPass(Policy.Known, guests: false)))
        {
            object payload = actor.AccessToken is null ? new { orderToken = actor.OrderToken } : new { accessToken = actor.AccessToken, orderToken = actor.OrderToken };
            using var line = await GraphLine.ConnectAsync(shop, payload);
            foreach (var field in fields)
                foreach (var guests in Variants(field.Policy))
                {
                    var id = $"{field.Name}{guests}";
                    await line.SubscribeAsync(id, MatrixFields.Document(Shown.Schema, field, shop.Things, guests));
                    await line.SubscribeAsync("end", "{ __typename }");
                    var code = (string?)null;
                    while (await line.NextAsync() is { } message)
                    {
                        if (message.Text("type") == "error") code = message.GetProperty("payload")[0].At("extensions").Text("code");
                        if (message.Text("type") == "complete") break;
                    }

                    // Whose an order is takes a call to tell; until then it has not been refused.
                    if (code is null && !actor.MayPass(field.Policy, guests)) code = (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code");
                    if (actor.MayPass(field.Policy, guests) != (code is null)) wrong.Add($"{actor.Name}: {id} came to {code}");
                    await line.SendAsync(new { id, type = "complete" });
                }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("query($id: ID!) { order(id: $id) { it: customer { email } } }", "key for ordersRead")]
    [InlineData("query($id: ID!) { customer(id: $id) { it: orders { items { id } } } }", "key for customersRead")]
    [InlineData("query($id: ID!) { customer(id: $id) { it: sessions { id } } }", "admin")]
    public async Task What_hangs_on_a_thing_has_a_policy_of_its_own(string document, string who)
    {
        var actor = shop.Actors.Single(a => a.Name == who);
        var id = document.Contains("order(", StringComparison.Ordinal) ? shop.Things.Order : shop.Things.Owner;
        var (_, body) = await shop.SendAsync(actor, "POST", "/graphql", new { query = document, variables = new { id } });
        var json = JsonSerializer.Deserialize<JsonElement>(body);
        json.GetProperty("errors")[0].At("extensions").Text("code").ShouldBe("forbidden", body);
        body.ShouldNotContain(MatrixShop.Marker);
    }

    private static bool[] Variants(Policy policy) => policy.Thing is Thing.Order or Thing.Cart ? [false, true] : [false];

    private static string[] Expected(MatrixActor actor, Policy policy) =>
        policy.Door == Door.Owner && policy.Thing is Thing.Order or Thing.Cart ? ["orderNotFound", "cartNotFound"]
        : !actor.IsKnown ? ["unauthenticated"]
        : ["forbidden", "notYourReview"];
}
