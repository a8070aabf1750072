using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Serving;

/// <summary>What the server says in graphql-transport-ws, as UTF-8 JSON.</summary>
internal static class GraphMessages
{
    /// <summary>Letters of all languages stay readable; what could end a script element is escaped.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static ReadOnlyMemory<byte> Ack { get; } = """{"type":"connection_ack"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Ping { get; } = """{"type":"ping"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Pong(JsonElement message) => Write("pong", null, json =>
    {
        if (!message.TryGetProperty("payload"u8, out var payload)) return;
        json.WritePropertyName("payload"u8);
        payload.WriteTo(json);
    });

    public static ReadOnlyMemory<byte> Next(string id, ExecutionResult result) => Write("next", id, json =>
    {
        json.WritePropertyName("payload"u8);
        result.WriteTo(json);
    });

    public static ReadOnlyMemory<byte> Error(string id, IReadOnlyList<GraphQLError> errors) => Write("error", id, json =>
    {
        json.WriteStartArray("payload"u8);
        foreach (var error in errors) error.WriteTo(json);
        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Complete(string id) => Write("complete", id, _ => { });

    private static ReadOnlyMemory<byte> Write(string type, string? id, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            if (id is not null) json.WriteString("id"u8, id);
            json.WriteString("type"u8, type);
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
