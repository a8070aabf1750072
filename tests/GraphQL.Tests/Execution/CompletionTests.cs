using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>What becomes of what resolvers return, or throw.</summary>
public sealed class CompletionTests
{
    [Fact]
    public async Task A_null_that_must_not_be_takes_away_what_is_around_it_up_to_what_may_be_null()
    {
        var gate = new TaskCompletionSource<object?>();
        var engine = Shop.Engine(schema =>
        {
            schema.Object("Inner", type =>
            {
                type.Field("must", "Int!").Resolve(async _ => await gate.Task);
                type.Field("fails", "Int!").Resolve(async _ =>
                {
                    gate.SetResult(null);
                    await Task.Yield();
                    throw new GraphQLException("too late to matter");
                });
            });
            schema.Object("Query", type => type.Field("outer", "[[Inner!]!]").Resolve(_ => new[] { new[] { 1 } }));
        });
        var result = await engine.ExecuteAsync(new GraphRequest("{ outer { must fails } }"), cancellation: TestContext.Current.CancellationToken);
        result.ToString().ShouldEndWith("""
            "data":{"outer":null}}
            """.Trim());
        result.Errors.ShouldHaveSingleItem().Message.ShouldBe("Cannot return null for non-nullable field Inner.must.");
        result.Errors[0].Path!.ToString().ShouldBe("outer.0.0.must");
    }

    [Fact]
    public async Task An_error_at_the_root_that_must_be_leaves_nothing()
    {
        var engine = Shop.Engine(schema => schema.Object("Query", type =>
        {
            type.Field("a", "Int").Resolve(_ => 1);
            type.Field("b", "Int!").Resolve(_ => null);
        }));
        (await engine.AskAsync("{ a b }")).ShouldBe(
            """{"errors":[{"message":"Cannot return null for non-nullable field Query.b.","locations":[{"line":1,"column":5}],"path":["b"]}],"data":null}""");
    }

    [Fact]
    public async Task A_fault_of_the_server_says_nothing_of_its_cause()
    {
        var told = new List<Exception>();
        var engine = Shop.Engine(Broken, new EngineOptions
        {
            OnException = (e, context) =>
            {
                context!.Field.Name.ShouldBe("broken");
                told.Add(e);
                return null;
            },
        });
        (await engine.AskAsync("{ broken }")).ShouldBe(
            """{"errors":[{"message":"The server failed to answer this.","locations":[{"line":1,"column":3}],"path":["broken"],"extensions":{"code":"internalError"}}],"data":{"broken":null}}""");
        told.ShouldHaveSingleItem().Message.ShouldBe("connection string");

        static void Broken(SchemaBuilder schema) =>
            schema.Object("Query", type => type.Field("broken", "Int").Resolve(_ => throw new InvalidOperationException("connection string")));
    }

    [Fact]
    public async Task An_exception_that_clients_may_see_is_told_with_its_code_thrown_or_returned()
    {
        var engine = Shop.Engine(schema => schema.Object("Query", type =>
        {
            type.Field("thrown", "Int").Resolve(_ => throw new GraphQLException("Sold out.", "outOfStock"));
            type.Field("returned", "Int").Resolve(_ => new GraphQLException("Sold out.", new Dictionary<string, object?> { ["code"] = "outOfStock", ["left"] = 0 }));
        }));
        (await engine.AskAsync("{ thrown returned }")).ShouldBe(
            """{"errors":[{"message":"Sold out.","locations":[{"line":1,"column":3}],"path":["thrown"],"extensions":{"code":"outOfStock"}},{"message":"Sold out.","locations":[{"line":1,"column":10}],"path":["returned"],"extensions":{"code":"outOfStock","left":0}}],"data":{"thrown":null,"returned":null}}""");
    }

    [Fact]
    public async Task JSON_is_read_without_resolvers()
    {
        var engine = Shop.Engine(schema => schema.AddText("""
            type Query { order: Order }
            type Order { id: ID! status: Status! total: Float note: String paid: Boolean lines: [Line!]! any: Any }
            type Line { pieces: Int! }
            enum Status { open paid }
            scalar Any
            """).Field("Query", "order").Resolve(_ => JsonDocument.Parse("""
            { "id": "o1", "status": "paid", "total": 12.50, "note": null, "paid": true, "lines": [{ "pieces": 2 }, { "pieces": 1 }], "any": { "a": [1] } }
            """).RootElement));
        (await engine.AskAsync("{ order { id status total note paid lines { pieces } any } }")).ShouldBe(
            """{"data":{"order":{"id":"o1","status":"paid","total":12.5,"note":null,"paid":true,"lines":[{"pieces":2},{"pieces":1}],"any":{"a":[1]}}}}""");
    }

    [Fact]
    public async Task Fields_of_a_mutation_run_one_after_the_other()
    {
        var log = new List<string>();
        var engine = Shop.Engine(schema =>
        {
            schema.Object("Query", type => type.Field("a", "Int"));
            schema.Object("Mutation", type => type.Field("step", "Step").Argument("name", "String!").Resolve(async context =>
            {
                var name = context.Argument<string>("name");
                log.Add($"{name} begins");
                await Task.Delay(name == "a" ? 30 : 1);
                log.Add($"{name} is done");
                return name;
            }));
            schema.Object("Step", type => type.Field("after", "String").Resolve(async context =>
            {
                await Task.Delay(10);
                log.Add($"{context.Source} is read");
                return context.Source;
            }));
        });
        await engine.AskAsync("""mutation { x: step(name: "a") { after } y: step(name: "b") { after } }""");
        log.ShouldBe(["a begins", "a is done", "a is read", "b begins", "b is done", "b is read"]);
    }

    [Fact]
    public async Task Fields_of_a_query_wait_at_the_same_time()
    {
        var (begun, go) = (0, new TaskCompletionSource());
        var engine = Shop.Engine(schema => schema.Object("Query", type => type.Field("slow", "Int").Resolve(async _ =>
        {
            if (++begun == 3) go.SetResult();
            await go.Task;
            return begun;
        })));
        (await engine.AskAsync("{ a: slow b: slow c: slow }")).ShouldBe("""{"data":{"a":3,"b":3,"c":3}}""");
    }

    [Fact]
    public async Task A_request_that_nobody_waits_for_any_more_ends()
    {
        var engine = Shop.Engine(schema => schema.Object("Query", type => type.Field("never", "Int").Resolve(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return 1;
        })));
        using var source = new CancellationTokenSource();
        var asked = engine.ExecuteAsync(new GraphRequest("{ never }"), cancellation: source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
    }

    [Fact]
    public async Task A_list_that_fails_while_it_is_read_is_no_list()
    {
        var engine = Shop.Engine(schema =>
        {
            schema.Object("Query", type => type.Field("items", "[Int!]").Resolve(_ => Items()));
        });
        (await engine.AskAsync("{ items }")).ShouldBe(
            """{"errors":[{"message":"ran dry","locations":[{"line":1,"column":3}],"path":["items"]}],"data":{"items":null}}""");

        static IEnumerable<int> Items()
        {
            yield return 1;
            throw new GraphQLException("ran dry");
        }
    }
}
