using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>A schema in a few lines, and requests to it.</summary>
internal static class Shop
{
    public static GraphEngine Engine(Action<SchemaBuilder> define, EngineOptions? options = null)
    {
        var builder = new SchemaBuilder();
        define(builder);
        return new GraphEngine(builder.Build(), options);
    }

    /// <summary>The answer as JSON.</summary>
    public static async Task<string> AskAsync(this GraphEngine engine, string query, object? variables = null, ExecutionScope? scope = null)
    {
        var given = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        return (await engine.ExecuteAsync(new GraphRequest(query, null, given), scope, TestContext.Current.CancellationToken)).ToString();
    }

    /// <summary>The codes of what went wrong.</summary>
    public static async Task<IReadOnlyList<string?>> CodesAsync(this GraphEngine engine, string query, object? variables = null)
    {
        var given = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        var result = await engine.ExecuteAsync(new GraphRequest(query, null, given), cancellation: TestContext.Current.CancellationToken);
        return [.. result.Errors.Select(e => e.Code)];
    }
}
