using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Answers requests by a schema. One instance serves all of a process, from any thread.</summary>
/// <param name="schema">The schema.</param>
/// <param name="options">How it behaves.</param>
public sealed class GraphEngine(Schema schema, EngineOptions? options = null)
{
    /// <summary>The schema.</summary>
    public Schema Schema { get; } = schema;

    /// <summary>How it behaves.</summary>
    public EngineOptions Options { get; } = options ?? new EngineOptions();

    /// <summary>Parses and validates a document and checks its limits, or finds that done: tells what a request will do before it is executed.</summary>
    public PreparedDocument Prepare(string document) => throw new NotImplementedException();

    /// <summary>Answers a query or a mutation. Never throws for what a client or a resolver did, save when it is cancelled.</summary>
    public ValueTask<ExecutionResult> ExecuteAsync(GraphRequest request, ExecutionScope? scope = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    /// <summary>Opens a subscription. Never throws for what a client or a resolver did, save when it is cancelled.</summary>
    public ValueTask<SubscriptionResult> SubscribeAsync(GraphRequest request, ExecutionScope? scope = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
