using System.Text.Json;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>What the plain WebSocket says, as UTF-8 JSON.</summary>
internal static class SocketMessages
{
    public static ReadOnlyMemory<byte> Ping { get; } = "{\"type\":\"ping\"}"u8.ToArray();

    public static ReadOnlyMemory<byte> Pong(JsonElement message) => Write("pong", json => WriteId(json, message));

    public static ReadOnlyMemory<byte> Subscribed(Guid orderId, int afterVersion) => Write("subscribed", json =>
    {
        json.WriteString("orderId"u8, orderId);
        json.WriteNumber("afterVersion"u8, afterVersion);
    });

    public static ReadOnlyMemory<byte> Unsubscribed(Guid orderId) => Write("unsubscribed", json => json.WriteString("orderId"u8, orderId));

    public static ReadOnlyMemory<byte> OfDashboard(string type, long? afterPosition) => Write(type, json =>
    {
        if (afterPosition is { } position) json.WriteNumber("afterPosition"u8, position);
    });

    public static ReadOnlyMemory<byte> Error(Problem problem, JsonElement message = default, Guid? orderId = null) => Write("error", json =>
    {
        WriteId(json, message);
        if (orderId is { } id) json.WriteString("orderId"u8, id);
        json.WriteString("code"u8, problem.Code);
        json.WriteString("detail"u8, problem.Detail);
    });

    public static ReadOnlyMemory<byte> Result(JsonElement message, Answer answer) => Write("result", json =>
    {
        WriteId(json, message);
        json.WriteNumber("status"u8, answer.Status);
        if (answer.Position > 0) json.WriteNumber("position"u8, answer.Position);
        if (answer.Replayed) json.WriteBoolean("replayed"u8, true);
        json.WritePropertyName("body"u8);
        if (answer.Body.IsEmpty) json.WriteNullValue();
        else json.WriteRawValue(answer.Body.Span, skipInputValidation: true);
    });

    // The client's own name for its message comes back as it was.
    private static void WriteId(Utf8JsonWriter json, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("id"u8, out var id)) return;
        json.WritePropertyName("id"u8);
        id.WriteTo(json);
    }

    private static ReadOnlyMemory<byte> Write(string type, Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            members(json);
            json.WriteEndObject();
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }
}
