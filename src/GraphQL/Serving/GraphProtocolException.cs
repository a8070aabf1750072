using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Serving;

/// <summary>A request that is none, or not one for the way it came.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Stable, camelCase.</param>
internal sealed class GraphProtocolException(int status, string code, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The methods that would do, with 405.</summary>
    public string? Allow { get; init; }

    /// <summary>As clients see it.</summary>
    public GraphQLError Error => new(Message) { Extensions = new Dictionary<string, object?> { ["code"] = code, ["status"] = Status } };
}
