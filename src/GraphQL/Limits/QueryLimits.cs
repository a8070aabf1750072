namespace OrleansStore.GraphQL.Limits;

/// <summary>What a request may ask at most; all but the answer's bytes are checked before anything is executed.</summary>
public sealed record QueryLimits
{
    /// <summary>Limits that a shop front stays far below.</summary>
    public static QueryLimits Default { get; } = new();

    /// <summary>Bytes of a document in UTF-8 (code <c>documentTooLarge</c>).</summary>
    public int DocumentBytes { get; init; } = 32 * 1024;

    /// <summary>Tokens of a document, comments excepted (code <c>tooManyTokens</c>).</summary>
    public int Tokens { get; init; } = 5000;

    /// <summary>Levels of fields below each other, introspection excepted (code <c>tooDeep</c>).</summary>
    public int Depth { get; init; } = 15;

    /// <summary>The sum of all fields' costs, each as often as lists around it can repeat it (code <c>tooCostly</c>).</summary>
    public int Cost { get; init; } = 20_000;

    /// <summary>Items that are reckoned with in a list of which nothing is known.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Fields with an alias, fragments counted where they are spread (code <c>tooManyAliases</c>).</summary>
    public int Aliases { get; init; } = 50;

    /// <summary>Root fields of an operation (code <c>tooManyRootFields</c>).</summary>
    public int RootFields { get; init; } = 25;

    /// <summary>
    /// What introspection may cost in an operation: everything it tells that is no leaf, reckoned with a hundred types of ten fields (code
    /// <c>tooCostly</c>). What tools ask costs less than half of it.
    /// </summary>
    public int Introspection { get; init; } = 10_000;

    /// <summary><c>__schema</c> in one operation (code <c>tooCostly</c>).</summary>
    public int Schemas { get; init; } = 1;

    /// <summary>What an answer's data may come to, in bytes as JSON has them, not quite exact (code <c>answerTooLarge</c>).</summary>
    public int AnswerBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Requests in one batch (code <c>batchTooLarge</c>); the host that takes batches checks it.</summary>
    public int Batch { get; init; } = 10;

    /// <summary>Errors that are told at most.</summary>
    public int Errors { get; init; } = 50;
}
