using System.Globalization;

namespace OrleansStore.GraphQL.Types;

/// <summary>Numbers as JavaScript writes them: clients of GraphQL know them so.</summary>
internal static class JsNumber
{
    public static string Format(double number)
    {
        if (number == 0) return "0";
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        var text = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var digits = Digits(shortest);
        if (exponent is >= 0 and < 21)
        {
            return sign + (digits.Length <= exponent + 1
                ? digits.PadRight(exponent + 1, '0')
                : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}");
        }

        if (exponent is < 0 and >= -7) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }

    /// <summary>The digits that count, without zeros around.</summary>
    private static string Digits(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = (end < 0 ? shortest : shortest[..end]).TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return mantissa.TrimStart('0').TrimEnd('0') is { Length: > 0 } digits ? digits : "0";
    }
}
