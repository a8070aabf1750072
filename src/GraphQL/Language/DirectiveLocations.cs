using System.Collections.Frozen;

namespace OrleansStore.GraphQL.Language;

/// <summary>Where directives may stand.</summary>
public static class DirectiveLocations
{
    /// <summary>In documents that are executed.</summary>
    public static IReadOnlyList<string> Executable { get; } =
        ["QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION"];

    /// <summary>In schemas.</summary>
    public static IReadOnlyList<string> TypeSystem { get; } =
    [
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
        "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    internal static FrozenSet<string> All { get; } = Executable.Concat(TypeSystem).ToFrozenSet(StringComparer.Ordinal);
}
