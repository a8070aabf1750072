using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OrleansStore.GraphQL.Execution;

/// <summary>An answer.</summary>
public sealed class ExecutionResult
{
    internal ExecutionResult(ResultObject? data, IReadOnlyList<GraphQLError> errors, bool hasData) => (Data, Errors, HasData) = (data, errors, hasData);

    /// <summary>The answer's data; null when the request was refused, and when an error took everything with it.</summary>
    public ResultObject? Data { get; }

    /// <summary>Whether execution began: without it the answer has no <c>data</c> at all, not even null, and the request itself is at fault.</summary>
    public bool HasData { get; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>What the host adds to the answer.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>An answer to a request that is refused as a whole.</summary>
    public static ExecutionResult Refused(params IReadOnlyList<GraphQLError> errors) => new(null, errors, hasData: false);

    /// <summary>Writes it as the specification's response format has it; errors first.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Errors.Count > 0)
        {
            writer.WriteStartArray("errors");
            foreach (var error in Errors) error.WriteTo(writer);
            writer.WriteEndArray();
        }

        if (HasData)
        {
            writer.WritePropertyName("data");
            if (Data is null) writer.WriteNullValue();
            else Data.WriteTo(writer);
        }

        if (Extensions is { Count: > 0 })
        {
            writer.WritePropertyName("extensions");
            ResultJson.Write(writer, Extensions);
        }

        writer.WriteEndObject();
    }

    /// <summary>The answer as JSON.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>An answer to a subscription.</summary>
/// <param name="Refused">Why there are no events; null when there are.</param>
/// <param name="Events">One answer for each event. Ends with its source; ending the enumeration ends the source.</param>
public sealed record SubscriptionResult(ExecutionResult? Refused, IAsyncEnumerable<ExecutionResult>? Events);
