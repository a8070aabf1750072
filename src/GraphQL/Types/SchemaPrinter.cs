using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Writes a schema in the schema definition language.</summary>
internal static class SchemaPrinter
{
    public static string Print(Schema schema) => string.Join("\n\n", new[] { Roots(schema) }
        .Concat(schema.Directives.Where(d => !StandardDirectives.All.Contains(d)).Select(Directive))
        .Concat(schema.Types.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !StandardTypes.ByName.ContainsKey(t.Name)).Select(Type))
        .OfType<string>());

    private static string? Roots(Schema schema)
    {
        if (schema.Description is null && IsNamed(schema.Query, "Query") && IsNamed(schema.Mutation, "Mutation") && IsNamed(schema.Subscription, "Subscription")) return null;
        var roots = new[] { ("query", schema.Query), ("mutation", schema.Mutation), ("subscription", schema.Subscription) }
            .Where(r => r.Item2 is not null).Select(r => $"  {r.Item1}: {r.Item2}");
        return $"{Description(schema.Description)}schema {{\n{string.Join('\n', roots)}\n}}";

        static bool IsNamed(ObjectType? type, string name) => type is null || type.Name == name;
    }

    private static string Type(NamedType type) => Description(type.Description) + type switch
    {
        ScalarType scalar => $"scalar {scalar}{(scalar.SpecifiedBy is null ? "" : $" @specifiedBy(url: {Printer.Quote(scalar.SpecifiedBy)})")}",
        FieldsType fields => (fields is ObjectType ? "type " : "interface ") + fields
            + (fields.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", fields.Interfaces)}")
            + Block(fields.Fields.Select((f, i) => Member(f, i, $"{f.Name}{Arguments(f.Arguments, "  ")}: {f.Type}{Deprecated(f)}"))),
        UnionType union => $"union {union}{(union.Types.Count == 0 ? "" : $" = {string.Join(" | ", union.Types)}")}",
        EnumType options => $"enum {options}{Block(options.Values.Select((v, i) => Member(v, i, v.Name + Deprecated(v))))}",
        InputObjectType input => $"input {input}{(input.IsOneOf ? " @oneOf" : "")}{Block(input.Fields.Select((f, i) => Member(f, i, Input(f))))}",
        _ => throw new InvalidOperationException($"{type} cannot be printed."),
    };

    private static string Directive(DirectiveDefinition directive) =>
        $"{Description(directive.Description)}directive @{directive.Name}{Arguments(directive.Arguments, "")}"
        + $"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string Arguments(IReadOnlyList<InputDefinition> arguments, string indent)
    {
        if (arguments.Count == 0) return "";
        if (arguments.All(a => string.IsNullOrEmpty(a.Description))) return $"({string.Join(", ", arguments.Select(Input))})";
        return "(\n" + string.Join('\n', arguments.Select((a, i) => Description(a.Description, "  " + indent, i == 0) + "  " + indent + Input(a))) + "\n" + indent + ")";
    }

    private static string Input(InputDefinition input)
    {
        var literal = input.HasDefault ? ValueLiterals.Of(input.Default, input.Type) : null;
        return $"{input.Name}: {input.Type}{(literal is null ? "" : $" = {literal}")}{Deprecated(input)}";
    }

    private static string Member(SchemaMember member, int index, string text) => Description(member.Description, "  ", index == 0) + "  " + text;

    private static string Deprecated(SchemaMember member) => member.DeprecationReason switch
    {
        null => "",
        StandardDirectives.NoLongerSupported => " @deprecated",
        var reason => $" @deprecated(reason: {Printer.Quote(reason)})",
    };

    private static string Block(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? "" : $" {{\n{string.Join('\n', all)}\n}}";
    }

    private static string Description(string? text, string indent = "", bool first = true)
    {
        if (text is null) return "";
        var quoted = BlockStrings.CanPrint(text) ? BlockStrings.Print(text) : Printer.Quote(text);
        return (indent.Length > 0 && !first ? "\n" + indent : indent) + quoted.Replace("\n", "\n" + indent, StringComparison.Ordinal) + "\n";
    }
}
