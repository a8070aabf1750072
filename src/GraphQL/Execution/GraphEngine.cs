using System.Runtime.CompilerServices;
using System.Text;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Limits;
using OrleansStore.GraphQL.Types;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Answers requests by a schema. One instance serves all of a process, from any thread.</summary>
public sealed class GraphEngine
{
    private readonly DocumentCache _documents;
    private readonly ParserLimits _parsing;

    /// <summary>Refusals, for as long as the request that holds the text is answered: a host prepares before it executes.</summary>
    private readonly ConditionalWeakTable<string, PreparedDocument> _refusals = [];

    /// <param name="schema">The schema.</param>
    /// <param name="options">How it behaves.</param>
    public GraphEngine(Schema schema, EngineOptions? options = null)
    {
        (Schema, Options) = (schema, options ?? new EngineOptions());
        _documents = new DocumentCache(Options.CachedCharacters);
        _parsing = new ParserLimits(Options.Limits.Tokens);
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    /// <summary>How it behaves.</summary>
    public EngineOptions Options { get; }

    /// <summary>Parses and validates a document and checks its limits, or finds that done: tells what a request will do before it is executed.</summary>
    public PreparedDocument Prepare(string document)
    {
        if (_documents.Find(document) is { } known || _refusals.TryGetValue(document, out known)) return known;
        PreparedDocument prepared;
        try
        {
            prepared = PrepareNew(document);
        }
        catch (InsufficientExecutionStackException)
        {
            // Fragments lead to fragments without end.
            prepared = new(null, [new GraphQLError("The document nests too deep.") { Extensions = ErrorCodes.TooDeep }]);
        }

        // A wrong document is not kept for others: an honest client sends it once, and another has endless many.
        if (prepared.Errors.Count == 0) _documents.Add(document, prepared);
        else _refusals.AddOrUpdate(document, prepared);
        return prepared;
    }

    /// <summary>Answers a query or a mutation. Never throws for what a client or a resolver did, save when it is cancelled.</summary>
    public ValueTask<ExecutionResult> ExecuteAsync(GraphRequest request, ExecutionScope? scope = null, CancellationToken cancellation = default)
    {
        var run = Begin(request, scope ?? ExecutionScope.Empty, cancellation, out var errors);
        if (run is null) return new(ExecutionResult.Refused(errors));
        if (run.Operation.Node.Operation == OperationKind.Subscription)
            return new(ExecutionResult.Refused(Misplaced("A subscription needs a channel that stays open.", run.Operation)));
        return run.ExecuteAsync(run.Scope.Root);
    }

    /// <summary>Opens a subscription. Never throws for what a client or a resolver did, save when it is cancelled.</summary>
    public ValueTask<SubscriptionResult> SubscribeAsync(GraphRequest request, ExecutionScope? scope = null, CancellationToken cancellation = default)
    {
        var run = Begin(request, scope ?? ExecutionScope.Empty, cancellation, out var errors);
        if (run is null) return new(new SubscriptionResult(ExecutionResult.Refused(errors), null));
        return run.Operation.Node.Operation == OperationKind.Subscription
            ? new SubscriptionRun(run).OpenAsync()
            : new(new SubscriptionResult(ExecutionResult.Refused(Misplaced("Only subscriptions can be subscribed to.", run.Operation)), null));
    }

    private RequestRun? Begin(GraphRequest request, ExecutionScope scope, CancellationToken cancellation, out IReadOnlyList<GraphQLError> errors)
    {
        var prepared = Prepare(request.Query);
        errors = prepared.Errors;
        if (errors.Count > 0) return null;
        var operation = prepared.Find(request.OperationName, out var unknown);
        if (operation is null)
        {
            errors = [unknown!];
            return null;
        }

        if (Schema.RootOf(operation.Node.Operation) is null)
        {
            var kind = operation.Node.Operation.ToString().ToLowerInvariant();
            errors = [Misplaced($"Schema is not configured to execute {kind} operation.", operation)];
            return null;
        }

        var variables = new VariableCoercion(Schema, Options.Limits.Errors, Options.Suggestions).Coerce(operation.Node, request.Variables, out errors);
        if (errors.Count > 0) return null;
        if (QueryMeasure.CheckCost(Schema, operation, variables, Options.Limits) is { } tooCostly)
        {
            errors = [tooCostly];
            return null;
        }

        return new RequestRun(this, operation, variables, scope, cancellation);
    }

    private static GraphQLError Misplaced(string message, PreparedOperation operation) =>
        new(message) { Locations = GraphQLError.LocationsOf([operation.Node]), Extensions = ErrorCodes.UnknownOperation };

    private PreparedDocument PrepareNew(string text)
    {
        var limits = Options.Limits;
        if (text.Length > limits.DocumentBytes || Encoding.UTF8.GetByteCount(text) > limits.DocumentBytes)
            return new(null, [new GraphQLError($"The document has more than {limits.DocumentBytes} bytes.") { Extensions = ErrorCodes.DocumentTooLarge }]);
        DocumentNode document;
        try
        {
            document = Parser.Parse(text, _parsing);
        }
        catch (SyntaxException e)
        {
            return new(null, [e.Error]);
        }

        var errors = DocumentValidation.Validate(Schema, document, Options);
        if (errors.Count > 0) return new(document, errors);
        var prepared = new PreparedDocument(document, []);
        var over = QueryMeasure.CheckShape(Schema, prepared.Operations, limits);
        return over is null ? prepared : new PreparedDocument(document, [over]);
    }
}
