using System.Globalization;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>Amounts as the English pages write them, in cents.</summary>
internal static class Dollars
{
    /// <summary>As it is written.</summary>
    public static string Of(long cents) => $"${(cents / 100m).ToString("N2", CultureInfo.InvariantCulture)}";

    /// <summary>What is written.</summary>
    public static long Read(string? text) => text?.StartsWith('$') == true
        ? (long)(decimal.Parse(text[1..], NumberStyles.Number, CultureInfo.InvariantCulture) * 100)
        : throw new FormatException($"{text} are no dollars.");
}
