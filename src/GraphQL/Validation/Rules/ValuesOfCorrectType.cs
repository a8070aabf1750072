using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Values fit where they stand.</summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        switch (node)
        {
            case ListValueNode when Types.ParentInputType?.Nullable is not ListType:
                CheckLeaf((ValueNode)node);
                return false;
            case ObjectValueNode members when Types.InputType?.Named is InputObjectType type:
                CheckObject(members, type);
                return true;
            case ObjectValueNode:
                CheckLeaf((ValueNode)node);
                return false;
            case ObjectFieldNode member when Types.InputType is null && Types.ParentInputType?.Named is InputObjectType type:
                Report($"Field \"{member.Name}\" is not defined by type \"{type}\".{Meant(member.Name.Value, type.Fields.Select(f => f.Name))}", member);
                return true;
            case NullValueNode when Types.InputType is NonNullType required:
                Report($"Expected value of type \"{required}\", found {node}.", node);
                return true;
            case EnumValueNode or IntValueNode or FloatValueNode or StringValueNode or BooleanValueNode:
                CheckLeaf((ValueNode)node);
                return true;
            default:
                return true;
        }
    }

    private void CheckObject(ObjectValueNode node, InputObjectType type)
    {
        var given = new OrderedDictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in node.Fields) given[field.Name.Value] = field;
        foreach (var field in type.Fields)
            if (field.IsRequired && !given.ContainsKey(field.Name))
                Report($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", node);
        if (!type.IsOneOf) return;
        if (given.Count != 1) Report($"OneOf Input Object \"{type}\" must specify exactly one key.", node);
        else if (given.GetAt(0).Value.Value is NullValueNode) Report($"Field \"{type}.{given.GetAt(0).Key}\" must be non-null.", node);
    }

    private void CheckLeaf(ValueNode node)
    {
        if (Types.InputType is not { } expected) return;
        switch (expected.Named)
        {
            case EnumType options:
                if (EnumCoercion.Problem(options, node, Context.Suggests) is { } problem) Report(problem, node);
                break;
            case ScalarType scalar:
                CheckScalar(node, expected, scalar);
                break;
            default:
                Report($"Expected value of type \"{expected}\", found {node}.", node);
                break;
        }
    }

    private void CheckScalar(ValueNode node, GraphType expected, ScalarType scalar)
    {
        try
        {
            scalar.ParseLiteral(node, null);
        }
        catch (GraphQLException e)
        {
            Report(e.Message, node);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            Report($"Expected value of type \"{expected}\", found {node}.", node);
        }
    }
}
