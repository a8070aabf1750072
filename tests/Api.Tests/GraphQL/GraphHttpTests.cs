using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>GraphQL over HTTP: methods, media types, status codes, batches, and the page for browsers.</summary>
public sealed class GraphHttpTests(Shop shop)
{
    private const string Response = "application/graphql-response+json";
    private const string Json = "application/json";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData(Json, Json)]
    [InlineData(Response, Response)]
    [InlineData(Response + ", " + Json + ";q=0.9", Response)]
    [InlineData(Response + ";q=0.1, " + Json, Json)]
    [InlineData("text/html, " + Response + ";q=0.5", Response)]
    [InlineData("text/plain", null)]
    public async Task The_client_says_which_media_type_it_takes(string? accept, string? expected)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", """{"query":"{ __typename }"}""", accept);
        response.StatusCode.ShouldBe(expected is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe((expected ?? Json) + "; charset=utf-8");
    }

    [Theory]
    [InlineData("""{"query":"{ __typename }"}""", 200, 200, null)]
    [InlineData("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":{},"id":7}""", 200, 200, null)]
    [InlineData("""{"query":"{ product(id: \"x\") { id } }"}""", 200, 200, "notFound")]
    [InlineData("""{"query":"{"}""", 400, 200, "*")]
    [InlineData("""{"query":"{ nothing }"}""", 400, 200, "*")]
    [InlineData("""{"query":"query A { __typename } query B { __typename }"}""", 400, 200, "*")]
    [InlineData("""{"query":"query($id: ID!) { product(id: $id) { id } }"}""", 400, 200, "*")]
    [InlineData("""{"query":"subscription { productAdded { sku } }"}""", 400, 200, "webSocketExpected")]
    [InlineData("""{"query":7}""", 400, 400, "badRequest")]
    [InlineData("""{"variables":{}}""", 400, 400, "badRequest")]
    [InlineData("""{"query":"{ __typename }","variables":[]}""", 400, 400, "badRequest")]
    [InlineData("""{"query":"{ __typename }","operationName":1}""", 400, 400, "badRequest")]
    [InlineData("""{"query":"query($n: String!) { projections { name } }","variables":{"n":"\ud800"}}""", 400, 400, "badRequest")]
    [InlineData("""{"query":"{ __typename }","extensions":{"minPosition":"\udc00"}}""", 400, 400, "badRequest")]
    [InlineData("""{"query":"{ __typename }","variables":{"n":"\\ud800 \ud83d\ude00"}}""", 200, 200, null)]
    [InlineData("[]", 400, 400, "badRequest")]
    [InlineData("\"x\"", 400, 400, "badRequest")]
    [InlineData("{", 400, 400, "malformedJson")]
    [InlineData("", 400, 400, "malformedJson")]
    public async Task The_status_says_what_the_media_type_promises(string body, int asResponse, int asJson, string? code)
    {
        foreach (var (accept, expected) in ((string, int)[])[(Response, asResponse), (Json, asJson)])
        {
            using var response = await SendAsync(HttpMethod.Post, "/graphql", body, accept);
            ((int)response.StatusCode).ShouldBe(expected, $"{accept}: {body}");
            response.Content.Headers.ContentType!.MediaType.ShouldBe(accept);
            var json = await ReadAsync(response);
            json.TryGetProperty("errors", out var errors).ShouldBe(code is not null, json.ToString());
            json.TryGetProperty("data", out _).ShouldBe(code is null or "notFound");
            if (code is not (null or "*")) errors[0].At("extensions").Text("code").ShouldBe(code);
        }
    }

    [Fact]
    public async Task A_GET_reads_and_does_not_change()
    {
        using var read = await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("query A($n: Int) { products(limit: $n) { items { id } } } query B { __typename }") + "&operationName=A&variables=%7B%22n%22%3A1%7D", null, Response);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(read)).GetProperty("data").TryGetProperty("products", out _).ShouldBeTrue();
        using var write = await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("mutation { logout }"), null, Response);
        write.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        write.Content.Headers.Allow.ShouldBe(["POST"]);
        using var none = await SendAsync(HttpMethod.Get, "/graphql", null, Response);
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var wrong = await SendAsync(HttpMethod.Get, "/graphql?query=%7B__typename%7D&variables=%5B%5D", null, Json);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var other = await SendAsync(HttpMethod.Put, "/graphql", "{}", Json);
        other.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Only_JSON_in_UTF_8_is_read(string contentType)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", """{"query":"{ __typename }"}""", Json, contentType);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read()
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", $$"""{"query":"{ __typename } # {{new string('x', 2_000_000)}}"}""", Json);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(response)).GetProperty("errors")[0].At("extensions").Text("code").ShouldBe("bodyTooLarge");
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_up_to_its_limit()
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", """[{"query":"{ a: __typename }"},{"query":"{ b"},{"query":"{ c: __typename }"}]""", Json);
        var answers = (await ReadAsync(response)).EnumerateArray().ToList();
        answers.Count.ShouldBe(3);
        answers[0].At("data").Text("a").ShouldBe("Query");
        answers[1].GetProperty("errors").GetArrayLength().ShouldBe(1);
        answers[2].At("data").Text("c").ShouldBe("Query");
        using var large = await SendAsync(HttpMethod.Post, "/graphql", $"[{string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", 11))}]", Json);
        large.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(large)).GetProperty("errors")[0].At("extensions").Text("code").ShouldBe("batchTooLarge");
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_refused_before_anything_is_answered()
    {
        var reply = await (shop.Guest with { AccessToken = "nonsense" }).Post("/graphql", new { query = "{ __typename }" });
        reply.Status.ShouldBe(401);
        reply.Code.ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task A_browser_is_shown_a_page_whose_parts_are_its_own()
    {
        using var client = shop.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var page = await client.SendAsync(request, Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self'");
        policy.ShouldNotContain("unsafe-inline");
        var html = await page.Content.ReadAsStringAsync(Ct);
        foreach (var part in (string[])["explorer.js", "explorer.css", "client.js", "schema.js"])
        {
            using var file = await client.GetAsync($"/graphql/{part}", Ct);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, part);
        }

        html.ShouldContain("graphql/explorer.js");
        html.ShouldNotContain("<script>");
        (await client.GetAsync("/graphql/nothing.js", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("documentTooLarge")]
    [InlineData("tooDeep")]
    [InlineData("tooCostly")]
    [InlineData("tooManyAliases")]
    [InlineData("tooManyRootFields")]
    public async Task What_asks_too_much_is_refused_before_it_is_executed(string code)
    {
        var document = code switch
        {
            "documentTooLarge" => "{ __typename } # " + new string('x', 40_000),
            "tooDeep" => Nested(20),
            "tooCostly" => "{ orders(limit: 100) { items { customer { orders(limit: 100) { items { items { product { stock { available } } } } } } } } }",
            "tooManyAliases" => "{ " + string.Join(' ', Enumerable.Range(0, 60).Select(i => $"a{i}: __typename")) + " }",
            _ => "{ " + string.Join(' ', Enumerable.Range(0, 30).Select(i => $"a{i}: __typename")) + " }",
        };
        using var response = await SendAsync(HttpMethod.Post, "/graphql", JsonSerializer.Serialize(new { query = document }), Response);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var json = await ReadAsync(response);
        json.GetProperty("errors").EnumerateArray().Select(e => e.At("extensions").Text("code")).ShouldContain(code, json.ToString());
        json.TryGetProperty("data", out _).ShouldBeFalse();

        static string Nested(int levels) => levels == 0 ? "{ id }" : "{ " + (levels == 20 ? "me " : levels % 2 == 1 ? "orders { items " : "customer ") + Nested(levels - 1) + (levels is not 20 && levels % 2 == 1 ? " }" : "") + " }";
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? accept, string contentType = "application/json")
    {
        using var client = shop.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, Ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct));
        return document.RootElement.Clone();
    }
}
