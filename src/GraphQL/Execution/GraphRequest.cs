using System.Text.Json;

namespace OrleansStore.GraphQL.Execution;

/// <summary>What a client asks.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations; null when there is one only.</param>
/// <param name="Variables">A JSON object, or null.</param>
/// <param name="Extensions">Whatever a client and a server have agreed on; the engine does not look at it.</param>
public sealed record GraphRequest(string Query, string? OperationName = null, JsonElement? Variables = null, JsonElement? Extensions = null);

/// <summary>What a request's fields are resolved with.</summary>
public sealed class ExecutionScope
{
    /// <summary>Nothing at all.</summary>
    public static ExecutionScope Empty { get; } = new();

    /// <summary>The object that root fields belong to.</summary>
    public object? Root { get; init; }

    /// <summary>Whatever the host keeps for a request; <see cref="FieldContext.Context{T}"/>.</summary>
    public object? Context { get; init; }

    /// <summary>The request's services.</summary>
    public IServiceProvider? Services { get; init; }
}
