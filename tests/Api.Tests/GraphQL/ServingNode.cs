using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Tests.Live;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Serving;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>The serving of GraphQL alone, with a small schema and a clock of its own.</summary>
internal sealed class ServingNode : IGraphHost, IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServingNode(GraphServing serving)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddGraphServing();
        _app = builder.Build();
        _app.MapGraph("/graphql", new GraphEngine(Schema()), this, serving);
    }

    public ManualTime Time { get; } = new();

    /// <summary>What followers are told.</summary>
    public Channel<object?> Ticks { get; } = Channel.CreateUnbounded<object?>();

    /// <summary>Followers that are still there.</summary>
    public int Followers;

    /// <summary>Sessions that are open.</summary>
    public int Sessions;

    /// <summary>Exceptions that the host was told of.</summary>
    public int Failures;

    /// <summary>Where whoever waits is let go on.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What a message is refused with.</summary>
    public GraphQLError? Refusal { get; set; }

    public Uri Address => new(_app.Urls.Single().Replace("http:", "ws:", StringComparison.Ordinal) + "/graphql");

    public static async Task<ServingNode> StartAsync(GraphServing? serving = null)
    {
        var node = new ServingNode(serving ?? new GraphServing());
        await node._app.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>Connects, and says who it is.</summary>
    public async Task<GraphLine> ConnectAsync()
    {
        var line = await GraphLine.OpenAsync(Address);
        await line.SendAsync(new { type = "connection_init" });
        await line.NextAsync("connection_ack");
        return line;
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Waiting.TrySetResult();
        await _app.DisposeAsync();
    }

    public IGraphSession Open(HttpContext http) => new Session(this);

    public async ValueTask<GraphConnection> ConnectAsync(HttpContext http, JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object) return new GraphConnection(new Session(this));
        if (payload.TryGetProperty("broken", out _)) throw new InvalidOperationException("It cannot be looked up.");
        if (payload.TryGetProperty("slow", out _)) await Waiting.Task;
        return payload.TryGetProperty("forbidden", out _) ? GraphConnection.Forbidden : new GraphConnection(new Session(this));
    }

    public GraphQLError Fail(HttpContext http, Exception exception)
    {
        Interlocked.Increment(ref Failures);
        return new("failed");
    }

    private Schema Schema()
    {
        var builder = new SchemaBuilder().AddText("type Query { hello: String wait: String fail: String! } type Mutation { add: Int } type Subscription { ticks: Int }");
        builder.Field("Query", "hello").Resolve(_ => "world");
        builder.Field("Query", "fail").Resolve(_ => throw new GraphQLException("No.", "refused"));
        builder.Field("Query", "wait").Resolve(async context =>
        {
            await Waiting.Task.WaitAsync(context.Cancellation);
            return "waited";
        });
        builder.Field("Mutation", "add").Resolve(_ => 1);
        builder.Field("Subscription", "ticks").Subscribe(context => new(FollowAsync(context.Cancellation)));
        return builder.Build();
    }

    private async IAsyncEnumerable<object?> FollowAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref Followers);
        try
        {
            await foreach (var tick in Ticks.Reader.ReadAllAsync(cancellation)) yield return tick;
        }
        finally
        {
            Interlocked.Decrement(ref Followers);
        }
    }

    private sealed class Session : IGraphSession
    {
        private readonly ServingNode _node;

        public Session(ServingNode node)
        {
            _node = node;
            Interlocked.Increment(ref node.Sessions);
        }

        public ValueTask<GraphAdmission> AdmitAsync(GraphRequest request, CancellationToken cancellation) => new(new GraphAdmission(ExecutionScope.Empty));

        public IReadOnlyDictionary<string, object?>? Extend(ExecutionScope scope) => null;

        public GraphQLError? Hear() => _node.Refusal;

        public void Dispose() => Interlocked.Decrement(ref _node.Sessions);
    }
}
