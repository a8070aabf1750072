using System.Globalization;
using OrleansStore.Contracts;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>Amounts of money for people.</summary>
internal static class Amounts
{
    /// <summary>Such as <c>1299.90 USD</c>, in German <c>1299,90 USD</c>.</summary>
    public static string Format(Money money, StoreLanguage language)
    {
        var digits = Digits(money.Currency);
        var text = (money.Amount / Pow10(digits)).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (language == StoreLanguage.De) text = text.Replace('.', ',');
        return $"{text} {money.Currency}";
    }

    /// <summary>Digits of the minor unit (ISO 4217).</summary>
    private static int Digits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    private static decimal Pow10(int digits) => digits switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
