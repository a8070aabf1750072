using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Values of scalars of which nothing is known but that they are JSON.</summary>
internal static class InputJson
{
    /// <summary>JSON in plain types: text, bool, int, long or double, lists, dictionaries.</summary>
    public static object? ToPlain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt32(out var small) ? small : value.TryGetInt64(out var large) ? large : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(ToPlain).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => ToPlain(p.Value)),
        _ => null,
    };

    /// <summary>What a document says, as the JSON that would say the same; names of enums become text.</summary>
    public static JsonElement FromLiteral(ValueNode literal, VariableValues? variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, literal, variables);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter writer, ValueNode literal, VariableValues? variables)
    {
        switch (literal)
        {
            case StringValueNode text: writer.WriteStringValue(text.Value); break;
            case EnumValueNode name: writer.WriteStringValue(name.Value); break;
            case BooleanValueNode flag: writer.WriteBooleanValue(flag.Value); break;
            case IntValueNode number: writer.WriteRawValue(number.Value); break;
            case FloatValueNode number: writer.WriteNumberValue(double.Parse(number.Value, CultureInfo.InvariantCulture)); break;
            case ListValueNode list:
                writer.WriteStartArray();
                foreach (var item in list.Values) Write(writer, item, variables);
                writer.WriteEndArray();
                break;
            case ObjectValueNode members:
                writer.WriteStartObject();
                foreach (var member in members.Fields)
                {
                    writer.WritePropertyName(member.Name.Value);
                    Write(writer, member.Value, variables);
                }

                writer.WriteEndObject();
                break;
            case VariableNode variable when variables?.TryGet(variable.Name.Value, out var value) == true: ResultJson.Write(writer, value); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
