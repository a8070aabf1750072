using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Language;

/// <summary>A text is not in the GraphQL language.</summary>
/// <param name="error">What and where.</param>
public sealed class SyntaxException(GraphQLError error) : Exception(error.Message)
{
    /// <summary>What and where.</summary>
    public GraphQLError Error { get; } = error;

    internal static SyntaxException At(Source source, int position, string what) =>
        new(new GraphQLError($"Syntax Error: {what}") { Locations = [source.LocationOf(position)], Extensions = ErrorCodes.InvalidSyntax });

    internal static SyntaxException OverLimit(Source source, int position, string what, IReadOnlyDictionary<string, object?> code) =>
        new(new GraphQLError(what) { Locations = [source.LocationOf(position)], Extensions = code });
}
