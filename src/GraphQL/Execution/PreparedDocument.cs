using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Execution;

/// <summary>A document that was parsed and validated, once for all requests that send it.</summary>
public sealed class PreparedDocument
{
    private readonly PreparedOperation[] _operations;

    internal PreparedDocument(DocumentNode? document, IReadOnlyList<GraphQLError> errors)
    {
        (Document, Errors) = (document, errors);
        var fragments = new Dictionary<string, FragmentNode>(StringComparer.Ordinal);
        foreach (var fragment in document?.Definitions.OfType<FragmentNode>() ?? []) fragments.TryAdd(fragment.Name.Value, fragment);
        var plans = new PlanBudget(document?.End ?? 0);
        _operations = [.. document?.Definitions.OfType<OperationNode>().Select(o => new PreparedOperation(o, fragments, plans)) ?? []];
    }

    /// <summary>The document; null when it could not be parsed.</summary>
    public DocumentNode? Document { get; }

    /// <summary>What is wrong with it; nothing of it is executed then.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>What the operation of a name does (of no name: the only one); null when the document is wrong or there is no such operation.</summary>
    public OperationKind? KindOf(string? operationName) => Errors.Count > 0 ? null : Find(operationName, out _)?.Node.Operation;

    internal IReadOnlyList<PreparedOperation> Operations => _operations;

    /// <summary>The operation of a name.</summary>
    internal PreparedOperation? Find(string? operationName, out GraphQLError? error)
    {
        error = null;
        if (operationName is null)
        {
            if (_operations.Length == 1) return _operations[0];
            var problem = _operations.Length == 0 ? "Must provide an operation." : "Must provide operation name if query contains multiple operations.";
            error = new GraphQLError(problem) { Extensions = ErrorCodes.UnknownOperation };
            return null;
        }

        foreach (var operation in _operations)
            if (operation.Node.Name?.Value == operationName) return operation;
        error = new GraphQLError($"Unknown operation named \"{operationName}\".") { Extensions = ErrorCodes.UnknownOperation };
        return null;
    }
}
