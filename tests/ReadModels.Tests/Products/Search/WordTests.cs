using OrleansStore.ReadModels.Products.Search;

namespace OrleansStore.ReadModels.Tests.Products.Search;

public sealed class WordTests
{
    [Theory]
    [InlineData("Größe", "grosse", "groesse")]
    [InlineData("KÄSE", "kase", "kaese")]
    [InlineData("Café", "cafe", "cafe")]
    [InlineData("cafe\u0301", "cafe", "cafe")]
    [InlineData("Smørrebrød", "smorrebrod", "smoerrebroed")]
    [InlineData("Ångström", "angstrom", "aangstroem")]
    [InlineData("Łódź", "lodz", "lodz")]
    [InlineData("Œuvre Æther", "oeuvre aether", "oeuvre aether")]
    [InlineData("Σίσυφος", "σισυφοσ", "σισυφοσ")]
    [InlineData("Ёлка", "елка", "елка")]
    [InlineData("ＡＢＣ１２３", "abc123", "abc123")]
    [InlineData("ﬁnal", "final", "final")]
    [InlineData("Việt", "viet", "viet")]
    public void Words_are_compared_without_case_and_accents(string written, string folded, string expanded)
    {
        Folding.Fold(written).ShouldBe(folded);
        Folding.Fold(written, expanded: true).ShouldBe(expanded);
    }

    [Theory]
    [InlineData("T-Shirt, 100ml!", "t shirt 100 ml")]
    [InlineData("LMP-0042", "lmp 0042")]
    [InlineData("a1b2c3", "a1b2c3")]
    [InlineData("  %% _ ", "")]
    [InlineData("😀 smile", "smile")]
    public void A_search_is_taken_apart(string typed, string words) => string.Join(' ', WordBreaker.Asked(typed)).ShouldBe(words);

    [Theory]
    [InlineData("T-Shirt", "t shirt", "tshirt")]
    [InlineData("Käse & Kaesekuchen", "kase kaesekuchen", "kaese kasekuchen")]
    [InlineData("USB-C 100W", "usb c 100w", "usbc 100 w")]
    [InlineData("Chef's", "chef s", "chefs")]
    public void What_is_indexed_is_written_every_way_it_may_be_asked(string text, string words, string others)
    {
        var (first, more) = (new List<string>(), new List<string>());
        WordBreaker.Indexed(text, first, more);
        string.Join(' ', first).ShouldBe(words);
        more.Order().ShouldBe(others.Split(' ').Order());
    }

    [Fact]
    public void Every_word_that_is_asked_for_as_it_is_written_is_indexed()
    {
        var chance = new Random(7);
        const string letters = "abäöüßéAE12-'. ";
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, chance.Next(1, 30)).Select(_ => letters[chance.Next(letters.Length)])]);
            var words = new List<string>();
            WordBreaker.Indexed(text, words, words);
            foreach (var asked in WordBreaker.Asked(text)) words.ShouldContain(asked, text);
        }
    }

    [Fact]
    public void A_label_is_the_same_number_ever_and_comes_back_from_its_bytes()
    {
        long[] numbers = [Labels.NumberOf("books"), Labels.NumberOf("café"), Labels.NumberOf("")];
        numbers.Distinct().Count().ShouldBe(3);
        Labels.Unpack(Labels.Pack(numbers)).ShouldBe(numbers);
        ProductWords.Category("books").ShouldBe($"c{numbers[0]:x12}");
    }

    [Theory]
    [InlineData(0, 0, 1_000)]
    [InlineData(999, 0, 1_000)]
    [InlineData(1_000, 1_000, 2_500)]
    [InlineData(2_499, 1_000, 2_500)]
    [InlineData(50_00_00, 50_00_00, 100_00_00)]
    public void Prices_fall_into_bands(long price, long from, long to) => PriceBands.Range(PriceBands.Of(price)).ShouldBe((from, to));

    [Fact]
    public void The_last_band_has_no_end() => PriceBands.Range(PriceBands.Of(long.MaxValue)).To.ShouldBeNull();
}
