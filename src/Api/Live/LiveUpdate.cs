using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>One update on its way to clients: encoded once, however many watch.</summary>
[JsonConverter(typeof(LiveUpdateConverter))]
public sealed class LiveUpdate(OrderUpdate update)
{
    private readonly Lock _encoding = new();
    private byte[]? _json;
    private byte[]? _eventFrame;
    private byte[]? _socketFrame;

    /// <summary>What happened.</summary>
    public OrderUpdate Update => update;

    /// <summary>The update as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json => Volatile.Read(ref _json) ?? Once(ref _json, Encode);

    /// <summary>The update as a server-sent event; its id is the order's version.</summary>
    public ReadOnlyMemory<byte> EventFrame => Volatile.Read(ref _eventFrame) ?? Once(ref _eventFrame, FrameEvent);

    /// <summary>The update as a message of the plain WebSocket.</summary>
    public ReadOnlyMemory<byte> SocketFrame => Volatile.Read(ref _socketFrame) ?? Once(ref _socketFrame, FrameMessage);

    /// <summary>Whoever comes first encodes, the others wait for it: all of them come in the same moment.</summary>
    private byte[] Once(ref byte[]? encoded, Func<byte[]> encode)
    {
        lock (_encoding)
        {
            if (encoded is null) Volatile.Write(ref encoded, encode());
            return encoded;
        }
    }

    private byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(update, LiveJson.Default.OrderUpdate);

    private byte[] FrameEvent() =>
        Frame(string.Create(CultureInfo.InvariantCulture, $"id: {update.Version}\nevent: {update.Event}\ndata: "), "\n\n"u8);

    private byte[] FrameMessage() => Frame("{\"type\":\"event\",\"update\":", "}"u8);

    private byte[] Frame(string before, ReadOnlySpan<byte> after) => [.. Encoding.UTF8.GetBytes(before), .. Json.Span, .. after];
}

/// <summary>JSON that is encoded already, for protocols that encode by themselves.</summary>
[JsonConverter(typeof(EncodedJsonConverter))]
public sealed record EncodedJson(ReadOnlyMemory<byte> Utf8);

internal sealed class LiveUpdateConverter : JsonConverter<LiveUpdate>
{
    public override LiveUpdate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, LiveJson.Default.OrderUpdate) ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, LiveUpdate value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
}

internal sealed class EncodedJsonConverter : JsonConverter<EncodedJson>
{
    public override EncodedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Encoded JSON is only ever sent.");

    public override void Write(Utf8JsonWriter writer, EncodedJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
