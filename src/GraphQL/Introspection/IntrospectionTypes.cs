using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Introspection;

internal static class IntrospectionTypes
{
    public static IReadOnlyList<NamedType> All { get; } = [];
}
