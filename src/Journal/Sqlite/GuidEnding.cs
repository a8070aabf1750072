using System.Buffers;

namespace OrleansStore.Journal.Sqlite;

/// <summary>The lower-case guid that a name ends in: 32 digits (<c>N</c>) or 36 characters with dashes (<c>D</c>).</summary>
internal static class GuidEnding
{
    public const int Bytes = 16;
    private const int PlainLength = 32;
    private const int DashedLength = 36;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <returns><c>N</c> or <c>D</c>, or U+0000 when the name does not end in a guid that can be restored exactly.</returns>
    public static char Parse(ReadOnlySpan<char> name, Span<byte> guid, out int prefixLength)
    {
        prefixLength = name.Length - PlainLength;
        if (prefixLength >= 0 && TryRead(name[prefixLength..], guid)) return 'N';

        prefixLength = name.Length - DashedLength;
        if (prefixLength < 0) return '\0';
        var dashed = name[prefixLength..];
        if (dashed[8] != '-' || dashed[13] != '-' || dashed[18] != '-' || dashed[23] != '-') return '\0';
        Span<char> plain = stackalloc char[PlainLength];
        dashed[..8].CopyTo(plain);
        dashed[9..13].CopyTo(plain[8..]);
        dashed[14..18].CopyTo(plain[12..]);
        dashed[19..23].CopyTo(plain[16..]);
        dashed[24..].CopyTo(plain[20..]);
        return TryRead(plain, guid) ? 'D' : '\0';
    }

    /// <summary>The prefix with the guid behind it, as <see cref="Parse"/> found them.</summary>
    public static string Restore(ReadOnlySpan<char> prefix, char form, ReadOnlySpan<byte> guid)
    {
        Span<char> digits = stackalloc char[DashedLength];
        new Guid(guid, bigEndian: true).TryFormat(digits, out var written, form == 'N' ? "N" : "D");
        return string.Concat(prefix, digits[..written]);
    }

    private static bool TryRead(ReadOnlySpan<char> digits, Span<byte> guid) =>
        !digits.ContainsAnyExcept(Digits) && Convert.FromHexString(digits, guid, out _, out _) == OperationStatus.Done;
}
