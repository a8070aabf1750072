using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Makes of what a document says what resolvers see. A document that was validated fits, save for its variables.</summary>
internal static class LiteralCoercion
{
    public static bool TryCoerce(ValueNode literal, GraphType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
            return variables is not null && variables.TryGet(variable.Name.Value, out value) && !(value is null && type is NonNullType);
        if (type is NonNullType required) return literal is not NullValueNode && TryCoerce(literal, required.Of, variables, out value);
        if (literal is NullValueNode) return true;
        return type switch
        {
            ListType list => TryList(literal, list.Of, variables, out value),
            InputObjectType input => TryObject(literal, input, variables, out value),
            EnumType options => literal is EnumValueNode name && (value = options.Find(name.Value)?.Value) is not null,
            ScalarType scalar => TryScalar(literal, scalar, variables, out value),
            _ => false,
        };
    }

    private static bool TryList(ValueNode literal, GraphType itemType, VariableValues? variables, out object? value)
    {
        value = null;
        List<object?> items = [];
        if (literal is not ListValueNode list)
        {
            if (!TryCoerce(literal, itemType, variables, out var single)) return false;
            items.Add(single);
        }
        else
        {
            foreach (var node in list.Values)
            {
                if (IsMissing(node, variables))
                {
                    if (itemType is NonNullType) return false;
                    items.Add(null);
                }
                else if (TryCoerce(node, itemType, variables, out var item))
                {
                    items.Add(item);
                }
                else
                {
                    return false;
                }
            }
        }

        value = items;
        return true;
    }

    private static bool TryObject(ValueNode literal, InputObjectType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is not ObjectValueNode given) return false;
        var values = new InputValues(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            var node = given.Fields.LastOrDefault(f => f.Name.Value == field.Name)?.Value;
            if (node is null || IsMissing(node, variables))
            {
                if (field.HasDefault) values.Add(field.Name, field.Default);
                else if (field.Type is NonNullType) return false;
            }
            else if (TryCoerce(node, field.Type, variables, out var member))
            {
                values.Add(field.Name, member);
            }
            else
            {
                return false;
            }
        }

        if (type.IsOneOf && (values.Count != 1 || values.Values.First() is null)) return false;
        value = values;
        return true;
    }

    private static bool TryScalar(ValueNode literal, ScalarType type, VariableValues? variables, out object? value)
    {
        try
        {
            value = type.ParseLiteral(literal, variables);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            value = null;
            return false;
        }
    }

    private static bool IsMissing(ValueNode literal, VariableValues? variables) =>
        literal is VariableNode variable && variables?.TryGet(variable.Name.Value, out _) != true;
}
