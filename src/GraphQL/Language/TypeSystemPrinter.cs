namespace OrleansStore.GraphQL.Language;

/// <summary>Writes definitions of schemas.</summary>
internal static class TypeSystemPrinter
{
    public static string Print(Node node) => node switch
    {
        SchemaDefinitionNode schema => Head(schema) + Printer.Words("schema", Directives(schema), Printer.Block(schema.OperationTypes)),
        OperationTypeNode type => $"{type.Operation.ToString().ToLowerInvariant()}: {type.Type}",
        ScalarDefinitionNode scalar => Head(scalar) + Printer.Words("scalar", scalar.Name.Value, Directives(scalar)),
        CompositeDefinitionNode type => Head(type) + Printer.Words(
            type is ObjectDefinitionNode ? "type" : "interface", type.Name.Value,
            Printer.Wrap("implements ", Printer.Join(type.Interfaces, " & ")), Directives(type), Printer.Block(type.Fields)),
        UnionDefinitionNode union => Head(union) + Printer.Words(
            "union", union.Name.Value, Directives(union), Printer.Wrap("= ", Printer.Join(union.Types, " | "))),
        EnumDefinitionNode options => Head(options) + Printer.Words("enum", options.Name.Value, Directives(options), Printer.Block(options.Values)),
        InputObjectDefinitionNode input => Head(input) + Printer.Words("input", input.Name.Value, Directives(input), Printer.Block(input.Fields)),
        FieldDefinitionNode field => Printer.Description(field.Description) + field.Name.Value + Arguments(field.Arguments)
            + $": {field.Type}" + Printer.Wrap(" ", Printer.Join(field.Directives, " ")),
        InputValueDefinitionNode input => Printer.Description(input.Description) + $"{input.Name}: {input.Type}"
            + (input.DefaultValue is null ? "" : $" = {input.DefaultValue}") + Printer.Wrap(" ", Printer.Join(input.Directives, " ")),
        EnumValueDefinitionNode value => Printer.Description(value.Description) + Printer.Words(value.Name.Value, Printer.Join(value.Directives, " ")),
        DirectiveDefinitionNode directive => Head(directive) + $"directive @{directive.Name}{Arguments(directive.Arguments)}"
            + (directive.Repeatable ? " repeatable" : "") + $" on {Printer.Join(directive.Locations, " | ")}",
        _ => throw new ArgumentException($"{node.GetType().Name} cannot be printed."),
    };

    private static string Head(TypeSystemDefinitionNode node) => node.IsExtension ? "extend " : Printer.Description(node.Description);

    private static string Directives(DefinitionNode node) => Printer.Join(node.Directives, " ");

    private static string Arguments(IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        var printed = arguments.Select(Printer.Print).ToList();
        return printed.Any(a => a.Contains('\n', StringComparison.Ordinal))
            ? $"(\n{Printer.Indent(string.Join('\n', printed))}\n)"
            : Printer.Wrap("(", string.Join(", ", printed), ")");
    }
}
