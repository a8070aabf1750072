using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Writes what resolvers see as a document would say it: defaults, in introspection and printed schemas.</summary>
internal static partial class ValueLiterals
{
    /// <summary>The literal; null when there is none for the value.</summary>
    public static ValueNode? Of(object? value, GraphType type)
    {
        if (type is NonNullType required) return Of(value, required.Of) is { } literal and not NullValueNode ? literal : null;
        if (value is null) return new NullValueNode();
        return type switch
        {
            ListType list when value is IEnumerable items and not (string or InputValues) =>
                new ListValueNode { Values = [.. items.Cast<object?>().Select(i => Of(i, list.Of)).OfType<ValueNode>()] },
            ListType list => Of(value, list.Of),
            InputObjectType input => value is InputValues values ? Object(values, input) : null,
            EnumType options => options.FindByValue(value) is { } found ? new EnumValueNode { Value = found.Name } : null,
            ScalarType scalar => Leaf(scalar.Serialize(value), scalar),
            _ => null,
        };
    }

    private static ObjectValueNode Object(InputValues values, InputObjectType type)
    {
        List<ObjectFieldNode> fields = [];
        foreach (var field in type.Fields)
            if (values.TryGetValue(field.Name, out var value) && Of(value, field.Type) is { } literal)
                fields.Add(new ObjectFieldNode { Name = new NameNode { Value = field.Name }, Value = literal });
        return new ObjectValueNode { Fields = fields };
    }

    private static ValueNode? Leaf(object? value, ScalarType type)
    {
        switch (value)
        {
            case null: return null;
            case bool flag: return new BooleanValueNode { Value = flag };
            case string text when type == StandardTypes.Id && Whole().IsMatch(text): return new IntValueNode { Value = text };
            case string text: return new StringValueNode { Value = text };
            case double number:
                var written = JsNumber.Format(number);
                return Whole().IsMatch(written) ? new IntValueNode { Value = written } : new FloatValueNode { Value = written };
            case int or long or short or byte or uint or ulong: return new IntValueNode { Value = Convert.ToString(value, CultureInfo.InvariantCulture)! };
            case decimal number: return new FloatValueNode { Value = number.ToString(CultureInfo.InvariantCulture) };
            default: return new StringValueNode { Value = Convert.ToString(value, CultureInfo.InvariantCulture)! };
        }
    }

    [GeneratedRegex("^-?(?:0|[1-9][0-9]*)$")]
    private static partial Regex Whole();
}
