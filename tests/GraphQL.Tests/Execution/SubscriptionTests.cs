using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>Each event is answered like a query of its own.</summary>
public sealed class SubscriptionTests
{
    private readonly Channel<object?> _events = Channel.CreateUnbounded<object?>();
    private bool _sourceEnded;

    [Fact]
    public async Task Events_are_answered_until_their_source_ends()
    {
        foreach (var number in new[] { 1, 2 }) _events.Writer.TryWrite(number);
        _events.Writer.Complete();
        var opened = await OpenAsync("subscription { number(from: 10) { value double } }", TestContext.Current.CancellationToken);
        List<string> answers = [];
        await foreach (var answer in opened.Events!) answers.Add(answer.ToString());
        answers.ShouldBe(["""{"data":{"number":{"value":11,"double":22}}}""", """{"data":{"number":{"value":12,"double":24}}}"""]);
        _sourceEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_source_that_breaks_is_told_and_ends_the_answers()
    {
        _events.Writer.TryWrite(1);
        _events.Writer.Complete(new InvalidOperationException("secret"));
        var opened = await OpenAsync("subscription { number { value } }", TestContext.Current.CancellationToken);
        List<string> answers = [];
        await foreach (var answer in opened.Events!) answers.Add(answer.ToString());
        answers.Count.ShouldBe(2);
        answers[1].ShouldBe("""{"errors":[{"message":"The server failed to answer this.","locations":[{"line":1,"column":16}],"path":["number"],"extensions":{"code":"internalError"}}]}""");
    }

    [Fact]
    public async Task Whatever_fails_the_host_is_told_where()
    {
        var told = new List<string?>();
        var options = new EngineOptions
        {
            OnException = (_, context) =>
            {
                told.Add(context is null ? null : $"{context.ParentType.Name}.{context.Field.Name} {context.Context<string>()}");
                return null;
            },
        };
        var engine = Shop.Engine(
            schema =>
            {
                schema.Object("Query", type => type.Field("list", "[Int]").Resolve(_ => Broken()));
                schema.Object("Subscription", type => type.Field("number", "Int").Subscribe(context => new(Read(0, context.Cancellation))));
            },
            options);
        var (scope, cancellation) = (new ExecutionScope { Context = "asked" }, TestContext.Current.CancellationToken);
        await engine.ExecuteAsync(new GraphRequest("{ list }"), scope, cancellation);
        _events.Writer.Complete(new InvalidOperationException("secret"));
        var opened = await engine.SubscribeAsync(new GraphRequest("subscription { number }"), scope, cancellation);
        await foreach (var answer in opened.Events!) answer.Errors.Count.ShouldBe(1);
        told.ShouldBe(["Query.list asked", "Subscription.number asked"]);

        static IEnumerable<int> Broken()
        {
            yield return 1;
            throw new InvalidOperationException("secret");
        }
    }

    [Fact]
    public async Task Who_stops_listening_ends_the_source()
    {
        using var stop = new CancellationTokenSource();
        var opened = await OpenAsync("subscription { number { value } }", stop.Token);
        _events.Writer.TryWrite(1);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var answer in opened.Events!) await stop.CancelAsync();
        });
        _sourceEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_leaves_while_the_source_waits_has_broken_nothing()
    {
        var failures = new List<Exception>();
        var engine = Shop.Engine(
            schema =>
            {
                schema.Object("Query", type => type.Field("a", "Int"));
                schema.Object("Subscription", type => type.Field("number", "Int").Subscribe(context => new(WaitAsync(context))));
            },
            new EngineOptions
            {
                OnException = (e, _) =>
                {
                    failures.Add(e);
                    return null;
                },
            });
        using var stop = new CancellationTokenSource();
        var opened = await engine.SubscribeAsync(new GraphRequest("subscription { number }"), cancellation: stop.Token);
        await using var answers = opened.Events!.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = answers.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
        failures.ShouldBeEmpty();

        static async IAsyncEnumerable<object?> WaitAsync(FieldContext context)
        {
            // It goes on in the moment it is cancelled, before anybody who was told later.
            await new TaskCompletionSource().Task.WaitAsync(context.Cancellation);
            yield return 1;
        }
    }

    [Theory]
    [InlineData("subscription { closed }", "forbidden")]
    [InlineData("subscription { broken }", "internalError")]
    [InlineData("subscription { missing }", "invalidDocument")]
    [InlineData("subscription ($a: Int!) { number(from: $a) { value } }", "invalidVariables")]
    public async Task What_cannot_be_opened_is_refused(string text, string code)
    {
        var opened = await OpenAsync(text, TestContext.Current.CancellationToken);
        opened.Events.ShouldBeNull();
        opened.Refused!.Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
        opened.Refused.HasData.ShouldBeFalse();
    }

    [Fact]
    public async Task Subscriptions_and_queries_have_doors_of_their_own()
    {
        var cancellation = TestContext.Current.CancellationToken;
        (await Engine().ExecuteAsync(new GraphRequest("subscription { number { value } }"), cancellation: cancellation)).Errors.ShouldHaveSingleItem();
        (await Engine().SubscribeAsync(new GraphRequest("{ a }"), cancellation: cancellation)).Refused!.Errors.ShouldHaveSingleItem();
    }

    private ValueTask<SubscriptionResult> OpenAsync(string text, CancellationToken cancellation) =>
        Engine().SubscribeAsync(new GraphRequest(text), cancellation: cancellation);

    private GraphEngine Engine() => Shop.Engine(schema =>
    {
        schema.Object("Query", type => type.Field("a", "Int"));
        schema.Object("Number", type =>
        {
            type.Field("value", "Int").Read<int>(n => n);
            type.Field("double", "Int").Resolve(async context => (await context.Loader<int, int>("double", DoubleAsync).LoadAsync(context.SourceAs<int>())));
        });
        schema.Object("Subscription", type =>
        {
            type.Field("number", "Number").Argument("from", "Int", defaultValue: "0")
                .Subscribe(context => new(Read(context.Argument<int>("from"), context.Cancellation)));
            type.Field("closed", "Int").Guard(_ => new(new GraphQLException("No.", "forbidden"))).Subscribe(_ => throw new InvalidOperationException("not asked"));
            type.Field("broken", "Int").Subscribe(_ => throw new InvalidOperationException("secret"));
        });
    });

    private static ValueTask<IReadOnlyDictionary<int, int>> DoubleAsync(IReadOnlyList<int> numbers, CancellationToken cancellation) =>
        new(numbers.ToDictionary(n => n, n => n * 2));

    private async IAsyncEnumerable<object?> Read(int from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var number in _events.Reader.ReadAllAsync(cancellation)) yield return (int)number! + from;
        }
        finally
        {
            _sourceEnded = true;
        }
    }
}
