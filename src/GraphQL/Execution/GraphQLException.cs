namespace OrleansStore.GraphQL.Execution;

/// <summary>
/// An error that clients may see, with its text. Resolvers throw it or return it as a field's value; scalars throw it for
/// values that do not fit.
/// </summary>
/// <param name="message">What is wrong, for people.</param>
/// <param name="extensions">What programs need to know.</param>
public sealed class GraphQLException(string message, IReadOnlyDictionary<string, object?>? extensions = null) : Exception(message)
{
    /// <param name="message">What is wrong, for people.</param>
    /// <param name="code">A stable code for programs.</param>
    public GraphQLException(string message, string code) : this(message, new Dictionary<string, object?> { ["code"] = code })
    {
    }

    /// <summary>What programs need to know; <c>code</c> above all.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; } = extensions;

    internal GraphQLException(GraphQLError error) : this(error.Message, error.Extensions) => Error = error;

    /// <summary>The error with its place, where that is known already.</summary>
    internal GraphQLError? Error { get; }
}
