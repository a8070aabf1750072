using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Contracts.Idempotency;

/// <summary>Bytes as base64 in JSON; a list of numbers would be nearly three times as long.</summary>
public sealed class Base64Bytes : JsonConverter<ImmutableArray<byte>>
{
    /// <inheritdoc/>
    public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        // What is no base64 stands where the answer was before its subject was erased.
        reader.TryGetBytesFromBase64(out var bytes) ? ImmutableCollectionsMarshal.AsImmutableArray(bytes) : [];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.AsSpan());
}
