using System.Globalization;

namespace OrleansStore.Api.Pricing;

/// <summary>Amounts for people, without a currency's sign.</summary>
internal static class MoneyText
{
    private static readonly string[] WithoutCents =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly string[] WithMills = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Minor units as ISO 4217 counts them: <c>12.99</c>, in yen <c>1299</c>.</summary>
    public static string Of(long amount, string currency)
    {
        var decimals = WithoutCents.Contains(currency) ? 0 : WithMills.Contains(currency) ? 3 : 2;
        return (amount * new decimal(1, 0, 0, false, (byte)decimals)).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>Parts per million as a percentage: <c>7.25 %</c>.</summary>
    public static string Percent(int partsPerMillion) => (partsPerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
