using System.Globalization;
using System.Text;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Writes words the way they are compared: in small letters, without accents.</summary>
/// <remarks>
/// An own table, for the runtime's normalization needs ICU, which the store goes without (invariant globalization). Both
/// databases get what this made and compare bytes, so they cannot differ in what they hold for the same letter.
/// </remarks>
internal static class Folding
{
    // The first letter of each group stands for all of them; Unicode's compatibility decompositions of Latin and Greek,
    // and the Cyrillic letter that is usually written without its dots.
    private static readonly string[] Groups =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďđðḋḍḏḑḓ", "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fƒḟ", "gĝğġģǧǵḡ",
        "hĥħȟḣḥḧḩḫẖ", "iìíîïĩīĭįıǐȉȋḭḯỉị", "jĵǰ", "kķĸǩḱḳḵ", "lĺļľłḷḹḻḽ", "mḿṁṃ", "nñńņňŉŋǹṅṇṉṋ",
        "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšſșṡṣṥṧṩẛ", "tţťŧțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžẑẓẕ",
        "αά", "βϐ", "εέϵ", "ηή", "θϑ", "ιΐίϊ", "κϰ", "οό", "πϖ", "ρϱ", "σςϲ", "υΰϋύ", "φϕ", "ωώ", "её",
    ];

    private static readonly char[] Base = MakeTable();

    /// <summary>A word in small letters without accents; <c>ß</c> is <c>ss</c>, <c>æ</c> is <c>ae</c>, <c>ä</c> is <c>a</c>.</summary>
    /// <param name="expanded">Whether <c>ä</c>, <c>ö</c>, <c>ü</c>, <c>ø</c> and <c>å</c> are written with two letters instead: <c>ae</c> and so on.</param>
    public static string Fold(ReadOnlySpan<char> word, bool expanded = false)
    {
        var folded = new StringBuilder(word.Length + 4);
        foreach (var written in word)
        {
            var letter = char.ToLowerInvariant(written);
            if (letter < 0x80) folded.Append(letter);
            else if (!IsAccent(letter)) Append(folded, letter, expanded);
        }

        return folded.ToString();
    }

    /// <summary>Whether it is a mark upon the letter before it.</summary>
    public static bool IsAccent(char letter) => letter >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    private static void Append(StringBuilder folded, char letter, bool expanded)
    {
        switch (letter)
        {
            case 'ß' or 'ẞ': folded.Append("ss"); break;
            case 'æ' or 'ǣ' or 'ǽ': folded.Append("ae"); break;
            case 'œ': folded.Append("oe"); break;
            case 'þ': folded.Append("th"); break;
            case 'ﬁ': folded.Append("fi"); break;
            case 'ﬂ': folded.Append("fl"); break;
            case 'ä' or 'ö' or 'ü' or 'ø' when expanded: folded.Append(Base[letter]).Append('e'); break;
            case 'å' when expanded: folded.Append("aa"); break;
            // Full-width letters and digits are ASCII's, wider.
            case >= '\uff10' and <= '\uff5a': folded.Append((char)(letter - '\uff10' + '0')); break;
            default: folded.Append(letter < Base.Length ? Base[letter] : letter); break;
        }
    }

    private static char[] MakeTable()
    {
        var table = new char[0x1f00];
        for (var i = 0; i < table.Length; i++) table[i] = (char)i;
        foreach (var group in Groups)
        {
            foreach (var letter in group) table[letter] = group[0];
        }

        return table;
    }
}
