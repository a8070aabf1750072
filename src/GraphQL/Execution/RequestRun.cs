using System.Text.Json;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

internal sealed class RequestRun(Schema schema, PreparedOperation operation, VariableValues variables, ExecutionScope scope, CancellationToken cancellation)
{
    public Schema Schema { get; } = schema;

    public PreparedOperation Operation { get; } = operation;

    public VariableValues Variables { get; } = variables;

    public ExecutionScope Scope { get; } = scope;

    public CancellationToken Cancellation { get; } = cancellation;

    public LoaderSet Loaders { get; } = new(action => action(), () => { });

    public bool Selects(FieldPlan plan, string field) => throw new NotImplementedException();
}

internal sealed class FieldPlan(string responseKey, ObjectType parentType, FieldDefinition definition, IReadOnlyList<FieldNode> nodes)
{
    public string ResponseKey { get; } = responseKey;

    public JsonEncodedText EncodedKey { get; } = JsonEncodedText.Encode(responseKey);

    public ObjectType ParentType { get; } = parentType;

    public FieldDefinition Definition { get; } = definition;

    public IReadOnlyList<FieldNode> Nodes { get; } = nodes;
}

internal sealed class PreparedOperation(OperationNode node, IReadOnlyDictionary<string, FragmentNode> fragments)
{
    public OperationNode Node { get; } = node;

    public IReadOnlyDictionary<string, FragmentNode> Fragments { get; } = fragments;
}
