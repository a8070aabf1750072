using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

internal static class SchemaValidation
{
    public static IReadOnlyList<GraphQLError> Validate(Schema schema) => [];
}
