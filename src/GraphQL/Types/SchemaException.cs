using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

/// <summary>A schema is wrong.</summary>
/// <param name="errors">All that is wrong with it.</param>
public sealed class SchemaException(IReadOnlyList<GraphQLError> errors)
    : Exception(string.Join("\n\n", errors.Select(e => e.Message)))
{
    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
