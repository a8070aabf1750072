using System.Globalization;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Products.Search;

namespace OrleansStore.ReadModels.Orders;

/// <summary>The words by which an order is found, the same way for what is stored and for what is asked.</summary>
internal static class OrderWords
{
    /// <summary>Longest word; what is longer is cut there on both sides.</summary>
    public const int Longest = 64;

    /// <summary>What stands before each word of an order's text.</summary>
    public const char Mark = ' ';

    /// <summary>The words of a text, folded: as written between spaces, and what punctuation parts in them.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach (var chunk in text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var word = Fold(chunk);
            if (word.Length > 0) yield return word;
            if (chunk.All(char.IsLetterOrDigit)) continue;
            foreach (var part in Parts(chunk)) yield return part;
        }
    }

    /// <summary>The words that are asked for.</summary>
    public static IReadOnlyList<OrderWord> Asked(string? text) =>
        [.. (text ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(OrderWord.Of).Distinct()];

    /// <summary>What an order's text holds of some words.</summary>
    public static string Joined(IEnumerable<string> words) => string.Concat(words.Distinct(StringComparer.Ordinal).Select(word => Mark + word));

    /// <summary>A word as it is compared.</summary>
    public static string Fold(string word)
    {
        // Half of a pair of code units is no text to a database.
        var folded = Folding.Fold(word).Where(c => !char.IsSurrogate(c) && !char.IsControl(c)).Take(Longest);
        return string.Concat(folded);
    }

    private static IEnumerable<string> Parts(string chunk)
    {
        for (int start = 0, end; start < chunk.Length; start = end + 1)
        {
            for (end = start; end < chunk.Length && char.IsLetterOrDigit(chunk[end]); end++)
            {
            }

            if (end > start && end - start < chunk.Length && Fold(chunk[start..end]) is { Length: > 0 } part) yield return part;
        }
    }
}

/// <summary>A word that is asked for, and what it may be.</summary>
/// <param name="Prefix">What a word of the order's text begins with.</param>
/// <param name="FirstNumber">The lowest of the numbers that it may be the beginning of, as <see cref="OrderNumberKey"/> has them.</param>
/// <param name="LastNumber">The highest; below the lowest when it is no number.</param>
/// <param name="Code">The end of a number of any day; negative when it is none.</param>
/// <param name="Id">The order's own id.</param>
internal sealed record OrderWord(string Prefix, long FirstNumber, long LastNumber, long Code, Guid? Id)
{
    /// <summary>The pattern that the order's text is like.</summary>
    public string Pattern { get; } =
        "%" + OrderWords.Mark + Prefix.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    /// <summary>What comes after all words with the prefix.</summary>
    public string End { get; } = Prefix + "\U0010FFFF";

    public static OrderWord Of(string written)
    {
        var (first, last) = OrderNumberKey.RangeOf(written);
        var id = Guid.TryParse(written, out var known) ? known : default(Guid?);
        return new OrderWord(OrderWords.Fold(written), first, last, OrderNumberKey.CodeOf(written), id);
    }
}

/// <summary>An order's number as a number: the days since 1970 and thirty bits of its code, so that a beginning of one is a range.</summary>
internal static class OrderNumberKey
{
    private const int CodeLength = 6;
    private const int BitsOfCharacter = 5;

    /// <summary>The bits of a code.</summary>
    public const int CodeBits = CodeLength * BitsOfCharacter;

    /// <summary>The number's key.</summary>
    public static long Of(Guid orderId, DateTimeOffset placedAt) => RangeOf(OrderNumber.Of(orderId, placedAt)).First;

    /// <summary>The numbers that begin so: a day and some of the code, such as <c>261121-7K3</c>; an empty range when it is no such thing.</summary>
    public static (long First, long Last) RangeOf(string written)
    {
        if (written.Length < CodeLength || written.Length > CodeLength + 1 + CodeLength || (written.Length > CodeLength && written[CodeLength] != '-')
            || !DateOnly.TryParseExact(written.AsSpan(0, CodeLength), "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (0, -1);
        var code = written.Length > CodeLength ? written.AsSpan(CodeLength + 1) : default;
        if (Parse(code) is not { } bits) return (0, -1);
        var missing = (CodeLength - code.Length) * BitsOfCharacter;
        var first = ((long)(day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) << CodeBits) | (bits << missing);
        return (first, first + (1L << missing) - 1);
    }

    /// <summary>The bits of a whole code; −1 when it is none.</summary>
    public static long CodeOf(string written) => written.Length == CodeLength ? Parse(written) ?? -1 : -1;

    private static long? Parse(ReadOnlySpan<char> code)
    {
        var bits = 0L;
        foreach (var character in code)
        {
            if (OrderNumber.ValueOf(character) is not { } value) return null;
            bits = (bits << BitsOfCharacter) | (uint)value;
        }

        return bits;
    }
}
