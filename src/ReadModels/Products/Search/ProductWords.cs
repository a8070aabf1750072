using System.Globalization;
using System.Text;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>The words by which a product is found, as one text; both databases index exactly these.</summary>
/// <remarks>
/// Each word begins with a letter that tells where it stands: <c>1</c> in the name; <c>2</c> in the name, the category, a
/// tag or the sku; <c>3</c> anywhere. So "in the name" is a look-up like any other, with no columns or weights, which the
/// databases treat each in its own way. Labels and stretches of the catalog are words too: what is filtered by them is cut
/// from the same lists that the words' are.
/// </remarks>
internal static class ProductWords
{
    public const char InName = '1', InLabels = '2', Anywhere = '3', WholeSku = 's', OfCategory = 'c', OfTag = 't', OfFineStretch = 'f', OfCoarseStretch = 'g';

    /// <summary>A stretch is so many products made one after the other, as a power of two.</summary>
    public const int FineStretch = 10, CoarseStretch = 14;

    /// <summary>Words with digits are nearly all different (skus): they are counted by so many of their first letters.</summary>
    public const int CountedLetters = 4;

    /// <summary>The text, with a space before and after each word.</summary>
    public static string Of(ProductRow row)
    {
        var text = new StringBuilder(1_024).Append(' ');
        var (words, others) = (new List<string>(), new List<string>());
        WordBreaker.Indexed(row.Name, words, others);
        words.AddRange(others);
        Write(text, InName, words);

        others.Clear();
        WordBreaker.Indexed(row.Category, words, others);
        foreach (var tag in row.Tags) WordBreaker.Indexed(tag, words, others);
        WordBreaker.Indexed(row.Sku, words, others);
        words.AddRange(others);
        Write(text, InLabels, words);

        others.Clear();
        WordBreaker.Indexed(row.Description, words, others);
        words.AddRange(others);
        Write(text, Anywhere, words);

        text.Append(WholeSku).Append(WordBreaker.Joined(row.Sku)).Append(' ').Append(Category(row.Category)).Append(' ');
        foreach (var tag in row.Tags.Distinct()) text.Append(Tag(tag)).Append(' ');
        return text.Append(Stretch(OfFineStretch, row.Number >> FineStretch)).Append(' ').Append(Stretch(OfCoarseStretch, row.Number >> CoarseStretch)).Append(' ').ToString();
    }

    public static string Category(string category) => Label(OfCategory, category);

    public static string Tag(string tag) => Label(OfTag, tag);

    public static string Stretch(char kind, long number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    /// <summary>How a word is counted in the vocabulary: words with digits by their first letters.</summary>
    public static string Counted(string word) => word.Any(char.IsDigit) ? word[..Math.Min(word.Length, CountedLetters)] + '~' : word;

    /// <summary>The words of a text as the vocabulary counts them, each once.</summary>
    public static HashSet<string> Vocabulary(string text)
    {
        var words = new HashSet<string>();
        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(range);
            if (word.Length > 1 && word[0] == Anywhere) words.Add(Counted(word[1..].ToString()));
        }

        return words;
    }

    private static string Label(char kind, string name) => string.Create(CultureInfo.InvariantCulture, $"{kind}{Labels.NumberOf(name):x12}");

    private static void Write(StringBuilder text, char kind, List<string> words)
    {
        foreach (var word in words.Distinct()) text.Append(kind).Append(word).Append(' ');
    }
}
