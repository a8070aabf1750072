using System.Globalization;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

/// <summary>What the standard scalars make of what resolvers return.</summary>
internal static class StandardOutput
{
    public static object? String(object value) => value switch
    {
        string => value,
        JsonElement { ValueKind: JsonValueKind.String } => value,
        bool flag => flag ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.True } => "true",
        JsonElement { ValueKind: JsonValueKind.False } => "false",
        Guid or Uri or Enum or DateTimeOffset => Text(value),
        _ => TryNumber(value, out var number) ? JsNumber.Format(number) : throw new GraphQLException($"String cannot represent value: {Inspect.Value(value)}"),
    };

    public static object? Int(object value)
    {
        if (value is int) return value;
        if (!TryNumber(value, out var number) && !TryParse(value, out number) || number != Math.Floor(number) || double.IsInfinity(number))
            throw new GraphQLException($"Int cannot represent non-integer value: {Inspect.Value(value)}");
        if (number is < int.MinValue or > int.MaxValue)
            throw new GraphQLException($"Int cannot represent non 32-bit signed integer value: {Inspect.Value(value)}");
        return (int)number;
    }

    public static object? Float(object value)
    {
        if (value is double real && double.IsFinite(real) || value is int or long or decimal) return value;
        return (TryNumber(value, out var number) || TryParse(value, out number)) && double.IsFinite(number)
            ? number
            : throw new GraphQLException($"Float cannot represent non numeric value: {Inspect.Value(value)}");
    }

    public static object? Boolean(object value) => value switch
    {
        bool => value,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        _ => TryNumber(value, out var number) && double.IsFinite(number)
            ? number != 0
            : throw new GraphQLException($"Boolean cannot represent a non boolean value: {Inspect.Value(value)}"),
    };

    public static object? Id(object value) => value switch
    {
        string => value,
        JsonElement { ValueKind: JsonValueKind.String } => value,
        Guid or Uri => Text(value),
        int or long or uint or ulong or short or ushort or byte or sbyte => Text(value),
        _ => value is not bool && TryNumber(value, out var number) && number == Math.Floor(number) && !double.IsInfinity(number)
            ? JsNumber.Format(number)
            : throw new GraphQLException($"ID cannot represent value: {Inspect.Value(value)}"),
    };

    private static string Text(object value) =>
        value is DateTimeOffset time ? time.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool TryNumber(object value, out double number)
    {
        switch (value)
        {
            case JsonElement { ValueKind: JsonValueKind.Number } element: number = element.GetDouble(); return true;
            case JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } element: number = element.GetBoolean() ? 1 : 0; return true;
            case bool flag: number = flag ? 1 : 0; return true;
            case int or long or double or decimal or float or short or byte or uint or ulong or ushort or sbyte:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            default: number = 0; return false;
        }
    }

    private static bool TryParse(object value, out double number)
    {
        var text = value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : null);
        number = 0;
        return !string.IsNullOrEmpty(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
