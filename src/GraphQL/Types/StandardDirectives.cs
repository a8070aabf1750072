
namespace OrleansStore.GraphQL.Types;

/// <summary>The directives that every schema has.</summary>
public static class StandardDirectives
{
    internal const string NoLongerSupported = "No longer supported";

    /// <summary>Selects only when a condition holds.</summary>
    public static DirectiveDefinition Include { get; } = Define("include",
        "Directs the executor to include this field or fragment only when the `if` argument is true.",
        ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"], ("if", "Boolean!", "Included when true.", null));

    /// <summary>Selects only when a condition does not hold.</summary>
    public static DirectiveDefinition Skip { get; } = Define("skip",
        "Directs the executor to skip this field or fragment when the `if` argument is true.",
        ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"], ("if", "Boolean!", "Skipped when true.", null));

    /// <summary>Marks what should not be used any more.</summary>
    public static DirectiveDefinition Deprecated { get; } = Define("deprecated",
        "Marks an element of a GraphQL schema as no longer supported.",
        ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
        ("reason", "String",
            "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
            $"\"{NoLongerSupported}\""));

    /// <summary>Says which specification a scalar follows.</summary>
    public static DirectiveDefinition SpecifiedBy { get; } = Define("specifiedBy",
        "Exposes a URL that specifies the behavior of this scalar.",
        ["SCALAR"], ("url", "String!", "The URL that specifies the behavior of this scalar.", null));

    /// <summary>Says that exactly one field of an input object must be given.</summary>
    public static DirectiveDefinition OneOf { get; } = Define("oneOf",
        "Indicates exactly one field must be supplied and this field must not be `null`.", ["INPUT_OBJECT"]);

    internal static IReadOnlyList<DirectiveDefinition> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    private static DirectiveDefinition Define(string name, string description, string[] locations,
        params (string Name, string Type, string Description, string? Default)[] arguments)
    {
        var directive = new DirectiveDefinition(name, locations, repeatable: false) { Description = description };
        foreach (var (argument, type, about, defaultValue) in arguments)
        {
            var input = ArgumentsBuilder.Define(argument, type, about, defaultValue, null);
            SchemaLinker.Link(input, StandardTypes.ByName);
            directive.Add(input);
        }

        return directive;
    }
}
