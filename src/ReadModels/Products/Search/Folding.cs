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
    /// <summary>Letters that one is written with at most.</summary>
    public const int MostLetters = 2;

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
        Span<char> letters = stackalloc char[MostLetters];
        foreach (var written in word) folded.Append(letters[..Fold(written, letters, expanded)]);
        return folded.ToString();
    }

    /// <summary>The same of one letter.</summary>
    /// <param name="folded">Room for <see cref="MostLetters"/>.</param>
    /// <returns>How many they are; 0 for an accent.</returns>
    public static int Fold(char written, Span<char> folded, bool expanded = false)
    {
        var letter = char.ToLowerInvariant(written);
        if (letter >= 0x80) return IsAccent(letter) ? 0 : Fold(folded, letter, expanded);
        folded[0] = letter;
        return 1;
    }

    /// <summary>Whether it is a mark upon the letter before it.</summary>
    public static bool IsAccent(char letter) => letter >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    private static int Fold(Span<char> folded, char letter, bool expanded) => letter switch
    {
        'ß' or 'ẞ' => Two(folded, 's', 's'),
        'æ' or 'ǣ' or 'ǽ' => Two(folded, 'a', 'e'),
        'œ' => Two(folded, 'o', 'e'),
        'þ' => Two(folded, 't', 'h'),
        'ﬁ' => Two(folded, 'f', 'i'),
        'ﬂ' => Two(folded, 'f', 'l'),
        'ä' or 'ö' or 'ü' or 'ø' when expanded => Two(folded, Base[letter], 'e'),
        'å' when expanded => Two(folded, 'a', 'a'),
        // Full-width letters and digits are ASCII's, wider.
        >= '\uff10' and <= '\uff5a' => One(folded, (char)(letter - '\uff10' + '0')),
        _ => One(folded, letter < Base.Length ? Base[letter] : letter),
    };

    private static int One(Span<char> folded, char letter)
    {
        folded[0] = letter;
        return 1;
    }

    private static int Two(Span<char> folded, char first, char second)
    {
        (folded[0], folded[1]) = (first, second);
        return 2;
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
