using System.Globalization;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>What the standard scalars make of variables and of what documents say.</summary>
internal static class StandardInput
{
    public static object? String(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : throw new GraphQLException($"String cannot represent a non string value: {Inspect.Value(value)}");

    public static object? String(ValueNode literal, VariableValues? variables) => literal is StringValueNode text
        ? text.Value
        : throw new GraphQLException($"String cannot represent a non string value: {literal}");

    public static object? Int(JsonElement value)
    {
        if (!IsWhole(value, out var number)) throw new GraphQLException($"Int cannot represent non-integer value: {Inspect.Value(value)}");
        return number is < int.MinValue or > int.MaxValue
            ? throw new GraphQLException($"Int cannot represent non 32-bit signed integer value: {Inspect.Value(value)}")
            : (int)number;
    }

    public static object? Int(ValueNode literal, VariableValues? variables)
    {
        if (literal is not IntValueNode whole) throw new GraphQLException($"Int cannot represent non-integer value: {literal}");
        return int.TryParse(whole.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new GraphQLException($"Int cannot represent non 32-bit signed integer value: {whole.Value}");
    }

    public static object? Float(JsonElement value) => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())
        ? value.GetDouble()
        : throw new GraphQLException($"Float cannot represent non numeric value: {Inspect.Value(value)}");

    public static object? Float(ValueNode literal, VariableValues? variables) => literal switch
    {
        IntValueNode whole => double.Parse(whole.Value, CultureInfo.InvariantCulture),
        FloatValueNode real => double.Parse(real.Value, CultureInfo.InvariantCulture),
        _ => throw new GraphQLException($"Float cannot represent non numeric value: {literal}"),
    };

    public static object? Boolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw new GraphQLException($"Boolean cannot represent a non boolean value: {Inspect.Value(value)}");

    public static object? Boolean(ValueNode literal, VariableValues? variables) => literal is BooleanValueNode flag
        ? flag.Value
        : throw new GraphQLException($"Boolean cannot represent a non boolean value: {literal}");

    public static object? Id(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : IsWhole(value, out var number) ? JsNumber.Format(number) : throw new GraphQLException($"ID cannot represent value: {Inspect.Value(value)}");

    public static object? Id(ValueNode literal, VariableValues? variables) => literal switch
    {
        StringValueNode text => text.Value,
        IntValueNode whole => whole.Value,
        _ => throw new GraphQLException($"ID cannot represent a non-string and non-integer value: {literal}"),
    };

    private static bool IsWhole(JsonElement value, out double number)
    {
        number = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
        return number == Math.Floor(number) && double.IsFinite(number);
    }
}
