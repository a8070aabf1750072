using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation;

/// <summary>Which types and definitions stand behind the node that is looked at.</summary>
internal sealed class TypeInfo(Schema? schema)
{
    private readonly Stack<GraphType?> _types = [];
    private readonly Stack<NamedType?> _parents = [];
    private readonly Stack<(GraphType? Type, GraphType? Parent)> _inputs = [];
    private readonly Stack<bool> _defaults = [];
    private readonly Stack<FieldDefinition?> _fields = [];

    /// <summary>The type of the field, fragment or operation.</summary>
    public GraphType? Type => Top(_types);

    /// <summary>The composite type around.</summary>
    public NamedType? ParentType => Top(_parents);

    /// <summary>The type that a value must have.</summary>
    public GraphType? InputType => Top(_inputs).Type;

    /// <summary>The type of the list or object around a value.</summary>
    public GraphType? ParentInputType => Top(_inputs).Parent;

    /// <summary>Whether there is a default where a value stands.</summary>
    public bool HasDefault => Top(_defaults);

    public FieldDefinition? Field => Top(_fields);

    public DirectiveDefinition? Directive { get; private set; }

    public InputDefinition? Argument { get; private set; }

    public void Enter(Node node)
    {
        if (schema is null) return;
        switch (node)
        {
            case SelectionSetNode:
                _parents.Push(Type?.Named is { IsComposite: true } composite ? composite : null);
                break;
            case FieldNode field:
                var definition = ParentType is { } parent ? IntrospectionFields.Find(schema, parent, field.Name.Value) : null;
                _fields.Push(definition);
                _types.Push(definition?.Type is { IsOutput: true } output ? output : null);
                break;
            case DirectiveNode directive: Directive = schema.FindDirective(directive.Name.Value); break;
            case OperationNode operation: _types.Push(schema.RootOf(operation.Operation)); break;
            case InlineFragmentNode { TypeCondition: null }: _types.Push(Type?.Named); break;
            case InlineFragmentNode { TypeCondition: { } condition }: _types.Push(Output(condition)); break;
            case FragmentNode fragment: _types.Push(Output(fragment.TypeCondition)); break;
            case VariableDefinitionNode variable: PushInput(schema.TryResolve(variable.Type, out var type) ? type : null); break;
            case ArgumentNode argument:
                Argument = Directive is not null
                    ? Directive.Arguments.FirstOrDefault(a => a.Name == argument.Name.Value)
                    : Field?.FindArgument(argument.Name.Value);
                _defaults.Push(Argument?.HasDefault == true);
                PushInput(Argument?.Type);
                break;
            case ListValueNode:
                _defaults.Push(false);
                PushInput(InputType?.Nullable is ListType list ? list.Of : InputType?.Nullable);
                break;
            case ObjectFieldNode member:
                var input = (InputType?.Named as InputObjectType)?.Find(member.Name.Value);
                _defaults.Push(input?.HasDefault == true);
                PushInput(input?.Type);
                break;
        }
    }

    public void Leave(Node node)
    {
        if (schema is null) return;
        switch (node)
        {
            case SelectionSetNode: _parents.Pop(); break;
            case FieldNode:
                _fields.Pop();
                _types.Pop();
                break;
            case DirectiveNode: Directive = null; break;
            case OperationNode or InlineFragmentNode or FragmentNode: _types.Pop(); break;
            case VariableDefinitionNode: _inputs.Pop(); break;
            case ArgumentNode:
                Argument = null;
                _defaults.Pop();
                _inputs.Pop();
                break;
            case ListValueNode or ObjectFieldNode:
                _defaults.Pop();
                _inputs.Pop();
                break;
        }
    }

    private static T? Top<T>(Stack<T> stack) => stack.TryPeek(out var top) ? top : default;

    private NamedType? Output(NamedTypeNode condition) => schema!.Find(condition.Name.Value) is { IsOutput: true } type ? type : null;

    private void PushInput(GraphType? type) => _inputs.Push((type is { IsInput: true } ? type : null, InputType));
}
