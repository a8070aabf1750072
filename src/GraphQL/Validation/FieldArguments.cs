using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation;

/// <summary>Compares what fields are given.</summary>
internal static class FieldArguments
{
    /// <summary>Whether two fields are given the same; the order of arguments, and of fields in input objects, does not count.</summary>
    public static bool Same(FieldNode first, FieldNode second)
    {
        if (first.Arguments.Count != second.Arguments.Count) return false;
        foreach (var argument in first.Arguments)
        {
            var other = second.Arguments.LastOrDefault(a => a.Name.Value == argument.Name.Value);
            if (other is null || Text(argument.Value) != Text(other.Value)) return false;
        }

        return true;
    }

    private static string Text(ValueNode value) => value switch
    {
        ObjectValueNode members => $"{{{string.Join(", ", members.Fields.OrderBy(f => f.Name.Value, NaturalOrder.Comparer).Select(f => $"{f.Name}: {Text(f.Value)}"))}}}",
        ListValueNode list => $"[{string.Join(", ", list.Values.Select(Text))}]",
        _ => value.ToString(),
    };
}
