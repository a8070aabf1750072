using OrleansStore.GraphQL.Limits;

namespace OrleansStore.GraphQL.Execution;

/// <summary>How an engine behaves.</summary>
public sealed class EngineOptions
{
    /// <summary>What a request may ask at most.</summary>
    public QueryLimits Limits { get; init; } = QueryLimits.Default;

    /// <summary>How many characters of documents are kept parsed and validated, for they come again. A character costs some 100 bytes at most, with what is planned for it.</summary>
    public int CachedCharacters { get; init; } = 1_000_000;

    /// <summary>Whether messages name what may have been meant; they tell names of the schema.</summary>
    public bool Suggestions { get; init; } = true;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> are answered.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>
    /// What clients see of an exception that a resolver threw and that is no <see cref="GraphQLException"/>. Null, and when it
    /// returns null: the code <c>internalError</c> and not a word more. The context is null for one outside of a field.
    /// </summary>
    public Func<Exception, FieldContext?, GraphQLException?>? OnException { get; init; }
}
