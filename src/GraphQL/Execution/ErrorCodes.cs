namespace OrleansStore.GraphQL.Execution;

/// <summary>The engine's own codes, as errors carry them in <c>extensions.code</c>.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not in the GraphQL language.</summary>
    public static IReadOnlyDictionary<string, object?> InvalidSyntax { get; } = Of("invalidSyntax");

    /// <summary>The document does not fit the schema.</summary>
    public static IReadOnlyDictionary<string, object?> InvalidDocument { get; } = Of("invalidDocument");

    /// <summary>There is no such operation in the document, or not one only, or none that can be asked for here.</summary>
    public static IReadOnlyDictionary<string, object?> UnknownOperation { get; } = Of("unknownOperation");

    /// <summary>The variables do not fit the operation.</summary>
    public static IReadOnlyDictionary<string, object?> InvalidVariables { get; } = Of("invalidVariables");

    /// <summary>A fault of the server.</summary>
    public static IReadOnlyDictionary<string, object?> InternalError { get; } = Of("internalError");

    /// <summary><see cref="Limits.QueryLimits.DocumentBytes"/>.</summary>
    public static IReadOnlyDictionary<string, object?> DocumentTooLarge { get; } = Of("documentTooLarge");

    /// <summary><see cref="Limits.QueryLimits.Tokens"/>.</summary>
    public static IReadOnlyDictionary<string, object?> TooManyTokens { get; } = Of("tooManyTokens");

    /// <summary><see cref="Limits.QueryLimits.Depth"/>.</summary>
    public static IReadOnlyDictionary<string, object?> TooDeep { get; } = Of("tooDeep");

    /// <summary><see cref="Limits.QueryLimits.Cost"/>.</summary>
    public static IReadOnlyDictionary<string, object?> TooCostly { get; } = Of("tooCostly");

    /// <summary><see cref="Limits.QueryLimits.Aliases"/>.</summary>
    public static IReadOnlyDictionary<string, object?> TooManyAliases { get; } = Of("tooManyAliases");

    /// <summary><see cref="Limits.QueryLimits.RootFields"/>.</summary>
    public static IReadOnlyDictionary<string, object?> TooManyRootFields { get; } = Of("tooManyRootFields");

    /// <summary><see cref="Limits.QueryLimits.AnswerBytes"/>.</summary>
    public static IReadOnlyDictionary<string, object?> AnswerTooLarge { get; } = Of("answerTooLarge");

    private static Dictionary<string, object?> Of(string code) => new() { ["code"] = code };
}
