using OrleansStore.ReadModels.Products.Search;

namespace OrleansStore.ReadModels.Tests.Products.Search;

public sealed class TypoTests
{
    [Theory]
    [InlineData("lamp", "lamp", 0)]
    [InlineData("lapm", "lamp", 1)]
    [InlineData("lmp", "lamp", 1)]
    [InlineData("laamp", "lamp", 1)]
    [InlineData("lomp", "lamp", 1)]
    [InlineData("hedfones", "headphones", 3)]
    [InlineData("ca", "abc", 3)]
    public void Edits_are_counted_up_to_the_bound(string typed, string word, int edits)
    {
        Edits.Between(typed, word, 3).ShouldBe(edits);
        if (edits > 0) Edits.Between(typed, word, edits - 1).ShouldBe(edits);
    }

    [Fact]
    public void Edits_to_a_beginning_leave_the_rest_of_the_word_alone()
    {
        Edits.Between("haedph", "headphones", 1, begins: true).ShouldBe(1);
        Edits.Between("haedph", "headphones", 1).ShouldBe(2);
        Edits.Between("head", "headphones", 1, begins: true).ShouldBe(0);
    }

    [Fact]
    public void Edits_are_as_the_plain_definition_has_them()
    {
        var chance = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var (a, b) = (Word(chance), Word(chance));
            var bound = chance.Next(0, 4);
            Edits.Between(a, b, bound).ShouldBe(Math.Min(Plain(a, b), bound + 1), $"{a} {b}");
            Edits.Between(a, b, bound, begins: true).ShouldBe(Math.Min(Enumerable.Range(0, b.Length + 1).Min(k => Plain(a, b[..k])), bound + 1), $"{a} {b}");
        }
    }

    [Fact]
    public void Every_word_within_the_allowed_edits_has_a_form_in_common_with_what_was_typed()
    {
        var chance = new Random(6);
        for (var i = 0; i < 5_000; i++)
        {
            var word = Word(chance, 3, 14);
            var typed = word;
            var edits = chance.Next(1, 3);
            for (var e = 0; e < edits; e++) typed = Change(typed, chance);
            if (typed == word || Edits.Between(typed, word, 2) > Edits.Allowed(typed.Length)) continue;
            Omissions.Kept(word).Overlaps(Omissions.Typed(typed)).ShouldBeTrue($"{typed} for {word}");
        }
    }

    [Fact]
    public void A_word_has_few_forms_whatever_its_length()
    {
        Omissions.Kept(new string([.. Enumerable.Range(0, 40).Select(i => (char)('a' + i % 26))])).Count.ShouldBe(Omissions.Most);
        Omissions.Kept("ab").ShouldBeEmpty();
        Omissions.Kept("ab12cd").ShouldBeEmpty();
        Omissions.Typed("abc").ShouldBeEmpty();
    }

    private static string Word(Random chance, int shortest = 0, int longest = 9) =>
        new([.. Enumerable.Range(0, chance.Next(shortest, longest)).Select(_ => (char)('a' + chance.Next(4)))]);

    private static string Change(string word, Random chance)
    {
        var at = chance.Next(word.Length);
        return chance.Next(4) switch
        {
            0 => word.Remove(at, 1) is { Length: > 0 } shorter ? shorter : word,
            1 => word.Insert(at, "x"),
            2 when at > 0 => word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..],
            _ => word[..at] + 'y' + word[(at + 1)..],
        };
    }

    private static int Plain(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0) d[i, j] = i + j;
                else d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
