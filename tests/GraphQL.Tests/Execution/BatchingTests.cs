using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>Keys that fields ask for in one turn are loaded together.</summary>
public sealed class BatchingTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Fields_of_a_list_are_loaded_by_one_call_each_level()
    {
        var answer = await Engine().AskAsync("{ orders { id customer { name boss { name } } } }");
        answer.ShouldBe("""{"data":{"orders":[{"id":1,"customer":{"name":"c1","boss":{"name":"c2"}}},{"id":2,"customer":{"name":"c2","boss":{"name":"c3"}}},{"id":3,"customer":{"name":"c1","boss":{"name":"c2"}}}]}}""");
        // c2 was loaded with the customers already.
        _calls.ShouldBe(["1,2", "3"]);
    }

    [Fact]
    public async Task What_comes_late_is_loaded_with_what_waits_then()
    {
        await Engine().AskAsync("{ late { customer { name } } orders { customer { name } } }");
        _calls.ShouldBe(["1,2", "7"]);
    }

    [Fact]
    public async Task Loads_after_loads_in_one_resolver_are_gathered_too()
    {
        var answer = await Engine().AskAsync("{ orders { chief } }");
        answer.ShouldBe("""{"data":{"orders":[{"chief":"c3"},{"chief":"c4"},{"chief":"c3"}]}}""");
        _calls.ShouldBe(["1,2", "3", "4"]);
    }

    [Fact]
    public async Task A_call_gets_no_more_keys_than_it_may()
    {
        await Engine(maxBatch: 1).AskAsync("{ orders { customer { name } } }");
        _calls.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_key_without_a_value_is_null()
    {
        (await Engine(known: 1).AskAsync("{ orders { customer { name } } }"))
            .ShouldBe("""{"data":{"orders":[{"customer":{"name":"c1"}},{"customer":null},{"customer":{"name":"c1"}}]}}""");
    }

    [Fact]
    public async Task A_call_that_fails_is_the_error_of_every_field_that_waited_for_it()
    {
        var answer = await Engine(fails: true).AskAsync("{ orders { id customer { name } } }");
        answer.ShouldContain("""
            {"message":"no database","locations":[{"line":1,"column":15}],"path":["orders",2,"customer"]}
            """.Trim());
        answer.ShouldEndWith("""
            "data":{"orders":[{"id":1,"customer":null},{"id":2,"customer":null},{"id":3,"customer":null}]}}
            """.Trim());
    }

    [Fact]
    public async Task Each_field_of_a_mutation_loads_anew()
    {
        await Engine().AskAsync("mutation { a: touch { customer { name } } b: touch { customer { name } } }");
        _calls.ShouldBe(["1", "1"]);
    }

    [Fact]
    public async Task Resolvers_that_come_back_on_other_threads_lose_no_key()
    {
        for (var i = 0; i < 50; i++)
            (await Engine().AskAsync("{ a: early { customer { name } } b: early { customer { name } } c: early { customer { name } } d: threads }"))
                .ShouldEndWith("\"d\":\"c1c1c1\"}}");
    }

    [Fact]
    public async Task Requests_know_nothing_of_each_others_loads()
    {
        var engine = Engine();
        await engine.AskAsync("{ orders { customer { name } } }");
        await engine.AskAsync("{ orders { customer { name } } }");
        _calls.ShouldBe(["1,2", "1,2"]);
    }

    private GraphEngine Engine(int maxBatch = 100, int known = 100, bool fails = false) => Shop.Engine(schema =>
    {
        schema.Object("Customer", type =>
        {
            type.Field("name", "String!").Read<int>(id => $"c{id}");
            type.Field("boss", "Customer").Resolve(async context => await LoadAsync(context, context.SourceAs<int>() + 1));
        });
        schema.Object("Order", type =>
        {
            type.Field("id", "Int!").Read<int>(id => id);
            type.Field("customer", "Customer").Resolve(async context => await LoadAsync(context, CustomerOf(context)));
            type.Field("chief", "String").Resolve(async context =>
            {
                var customer = await LoadAsync(context, CustomerOf(context));
                var boss = await LoadAsync(context, (int)customer! + 1);
                return $"c{await LoadAsync(context, (int)boss! + 1)}";
            });
        });
        schema.Object("Query", type =>
        {
            type.Field("orders", "[Order!]!").Resolve(_ => new[] { 1, 2, 3 });
            type.Field("early", "Order").Resolve(async _ =>
            {
                await Task.Yield();
                return 1;
            });
            type.Field("threads", "String").Resolve(async context => string.Concat(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
                $"c{await LoadAsync(context, 1)}")))));
            type.Field("late", "[Order!]").Resolve(async _ =>
            {
                await Task.Delay(50);
                return new[] { 7, 1 };
            });
        });
        schema.Object("Mutation", type => type.Field("touch", "Order").Resolve(_ => 1));

        ValueTask<object?> LoadAsync(FieldContext context, int id) => LoadOneAsync(context.Loader<int, object?>("customers", LoadAllAsync, maxBatch), id);
        static async ValueTask<object?> LoadOneAsync(DataLoader<int, object?> loader, int id) => await loader.LoadAsync(id);
        static int CustomerOf(FieldContext context) => context.SourceAs<int>() == 3 ? 1 : context.SourceAs<int>();

        async ValueTask<IReadOnlyDictionary<int, object?>> LoadAllAsync(IReadOnlyList<int> ids, CancellationToken cancellation)
        {
            _calls.Add(string.Join(',', ids));
            await Task.Yield();
            return fails ? throw new GraphQLException("no database") : ids.Where(id => id <= known).ToDictionary(id => id, id => (object?)id);
        }
    });
}
