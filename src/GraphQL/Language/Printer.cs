using System.Globalization;
using System.Text;

namespace OrleansStore.GraphQL.Language;

/// <summary>Writes syntax trees in the GraphQL language.</summary>
public static class Printer
{
    private const int LineLength = 80;

    /// <summary>The node in the GraphQL language.</summary>
    public static string Print(Node node) => node switch
    {
        NameNode name => name.Value,
        DocumentNode document => string.Join("\n\n", document.Definitions.Select(Print)),
        OperationNode operation => Operation(operation),
        FragmentNode fragment => $"{Description(fragment.Description)}fragment {Print(fragment.Name)} on {Print(fragment.TypeCondition)} "
            + Wrap("", Join(fragment.Directives, " "), " ") + Print(fragment.SelectionSet),
        VariableDefinitionNode variable => $"{Description(variable.Description)}{Print(variable.Variable)}: {Print(variable.Type)}"
            + (variable.DefaultValue is null ? "" : $" = {Print(variable.DefaultValue)}") + Wrap(" ", Join(variable.Directives, " ")),
        SelectionSetNode set => Block(set.Selections),
        FieldNode field => Field(field),
        FragmentSpreadNode spread => $"...{Print(spread.Name)}{Wrap(" ", Join(spread.Directives, " "))}",
        InlineFragmentNode inline => Words("...", inline.TypeCondition is null ? "" : $"on {Print(inline.TypeCondition)}", Join(inline.Directives, " "), Print(inline.SelectionSet)),
        ArgumentNode argument => $"{Print(argument.Name)}: {Print(argument.Value)}",
        DirectiveNode directive => $"@{Print(directive.Name)}{Wrap("(", Join(directive.Arguments, ", "), ")")}",
        ValueNode value => Value(value),
        ObjectFieldNode field => $"{Print(field.Name)}: {Print(field.Value)}",
        NamedTypeNode type => Print(type.Name),
        ListTypeNode type => $"[{Print(type.Type)}]",
        NonNullTypeNode type => $"{Print(type.Type)}!",
        _ => TypeSystemPrinter.Print(node),
    };

    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or (>= '\u007F' and <= '\u009F') => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    internal static string Description(StringValueNode? description) => description is null ? "" : Print(description) + "\n";

    internal static string Join(IEnumerable<Node> nodes, string separator) => string.Join(separator, nodes.Select(Print));

    internal static string Wrap(string before, string text, string after = "") => text.Length == 0 ? "" : before + text + after;

    internal static string Words(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (word.Length == 0) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    internal static string Block(IEnumerable<Node> nodes) => Wrap("{\n", Indent(Join(nodes, "\n")), "\n}");

    internal static string Indent(string text) => text.Length == 0 ? "" : "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static string Operation(OperationNode node)
    {
        var several = node.Variables.Any(v => Print(v).Contains('\n', StringComparison.Ordinal));
        var variables = several ? Wrap("(\n", Join(node.Variables, "\n"), "\n)") : Wrap("(", Join(node.Variables, ", "), ")");
        var kind = node.Operation.ToString().ToLowerInvariant();
        var prefix = Description(node.Description) + Words(kind, (node.Name?.Value ?? "") + variables, Join(node.Directives, " "));
        return (prefix == "query" ? "" : prefix + " ") + Print(node.SelectionSet);
    }

    private static string Field(FieldNode node)
    {
        var prefix = (node.Alias is null ? "" : Print(node.Alias) + ": ") + Print(node.Name);
        var line = prefix + Wrap("(", Join(node.Arguments, ", "), ")");
        if (line.Length > LineLength) line = prefix + Wrap("(\n", Indent(Join(node.Arguments, "\n")), "\n)");
        return Words(line, Join(node.Directives, " "), node.SelectionSet is null ? "" : Print(node.SelectionSet));
    }

    private static string Value(ValueNode node) => node switch
    {
        VariableNode variable => $"${Print(variable.Name)}",
        IntValueNode number => number.Value,
        FloatValueNode number => number.Value,
        StringValueNode { Block: true } text => BlockStrings.Print(text.Value),
        StringValueNode text => Quote(text.Value),
        BooleanValueNode flag => flag.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode name => name.Value,
        ListValueNode list => $"[{Join(list.Values, ", ")}]",
        ObjectValueNode members => $"{{{Join(members.Fields, ", ")}}}",
        _ => throw new ArgumentException($"{node.GetType().Name} is no value."),
    };
}
