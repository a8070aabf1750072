using System.Collections.Frozen;
using System.Text;

namespace OrleansStore.Silo.Accounts;

/// <summary>
/// Letters of European languages with their marks as one character each. The framework's own normalisation needs the
/// system's tables of all languages, which this program does without (<c>InvariantGlobalization</c>).
/// </summary>
internal static class Letters
{
    /// <summary>By mark, letters in pairs: without it and with it (Unicode's canonical compositions up to U+017F).</summary>
    private static readonly (char Mark, string Pairs)[] Table =
    [
        ('\u0300', "AÀEÈIÌOÒUÙaàeèiìoòuù"),
        ('\u0301', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzź"),
        ('\u0302', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ"),
        ('\u0303', "AÃNÑOÕaãnñoõIĨiĩUŨuũ"),
        ('\u0304', "AĀaāEĒeēIĪiīOŌoōUŪuū"),
        ('\u0306', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ"),
        ('\u0307', "CĊcċEĖeėGĠgġIİZŻzż"),
        ('\u0308', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ"),
        ('\u030a', "AÅaåUŮuů"),
        ('\u030b', "OŐoőUŰuű"),
        ('\u030c', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž"),
        ('\u0327', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ"),
        ('\u0328', "AĄaąEĘeęIĮiįUŲuų"),
    ];

    private static readonly FrozenDictionary<(char, char), char> Composed = Table
        .SelectMany(row => Enumerable.Range(0, row.Pairs.Length / 2).Select(i => KeyValuePair.Create((row.Pairs[2 * i], row.Mark), row.Pairs[(2 * i) + 1])))
        .ToFrozenDictionary();

    /// <summary>The text with each letter and the mark behind it made one.</summary>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u036f')) return text;
        var composed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], c), out var one)) composed[^1] = one;
            else composed.Append(c);
        }

        return composed.ToString();
    }
}
