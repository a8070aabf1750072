using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using OrleansStore.ReadModels.Recommendations.Embeddings;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public sealed class HashedTextTests
{
    private static readonly HashedText Text = new();

    [Theory]
    [InlineData("Straße, CAFÉ & Ærø!", "strasse cafe aero")]
    [InlineData("cafe\u0301 x-200 12.5", "cafe x 200 12 5")]
    [InlineData("  ...  ", "")]
    [InlineData("Łódź Größe naïve", "lodz grosse naive")]
    [InlineData("日本語 text", "日本語 text")]
    public void Words_are_folded(string text, string words) => Read(text).ShouldBe(words);

    [Fact]
    public void A_word_is_cut_where_nobody_writes_on() =>
        Read($"{new string('a', 39)}ß b").ShouldBe($"{new string('a', 39)}s b");

    [Fact]
    public void A_vector_has_length_one_whatever_the_text()
    {
        foreach (var text in new[] { "", "\n\n", "…", "Lamp", "Lamp\nlight\nIt shines.", new string('x', 100_000), "a b c\nd\n\ne\nf", "\ud800\udc00 \ud800" })
            TensorPrimitives.Norm<float>(Embed(text)).ShouldBe(1f, 1e-5f, text[..Math.Min(20, text.Length)]);
    }

    [Fact]
    public void The_same_text_has_the_same_vector_in_every_process()
    {
        var vector = Embed("Walnut desk lamp\nlighting, oak\nA warm light.");
        // Stored weights and a cluster's other nodes count on it: these figures may only change with the model's name.
        HashedEmbeddings.Model.ShouldBe("hashed-words-1");
        BitConverter.ToString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.ASCII.GetBytes(string.Join(' ', vector.Select(v => (int)MathF.Round(v * 1_000)))))[..6]).ShouldBe("5A-57-F2-DD-9E-AB");
    }

    [Fact]
    public void What_shares_words_is_nearer_than_what_does_not()
    {
        var lamp = "Walnut desk lamp\nlighting, desk\nA warm reading light of wood for your desk.";
        var other = "Oak floor lamp\nlighting, living\nA tall reading light of wood.";
        var jacket = "Rain jacket\noutdoor, hiking\nKeeps you dry in any storm.";
        Alike(lamp, lamp).ShouldBe(1, 1e-4);
        Alike(lamp, other).ShouldBeGreaterThan(0.5);
        Alike(lamp, jacket).ShouldBeLessThan(0.45);
    }

    [Fact]
    public void Texts_without_a_common_word_are_about_a_third_alike_and_the_thresholds_mean_what_they_mean_elsewhere()
    {
        var chance = new Random(5);
        var pairs = Enumerable.Range(0, 200).Select(_ => Alike(Random(chance, 12), Random(chance, 12))).ToList();
        pairs.Average().ShouldBe(1.0 / 3, 0.03);
        pairs.Max().ShouldBeLessThan(0.6);
    }

    [Theory]
    [InlineData("telescope", "telescopes")]
    [InlineData("Schreibtischlampe", "Schreibtischlampen")]
    [InlineData("headphones", "headphnoes")]
    public void Slips_and_endings_are_near(string word, string slip) => Alike(word, slip).ShouldBeGreaterThan(Alike(word, "umbrella") + 0.05);

    [Fact]
    public void A_long_description_does_not_drown_the_name()
    {
        var filler = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"word{i}"));
        Alike($"Desk lamp\nlighting\n{filler}", "Desk lamp\nlighting\nShines.").ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Words_that_every_product_has_say_little()
    {
        KeyValuePair<ulong, long>[] counts = [new(Words.Hash("brand"), 1_000), new(Words.Hash("lamp"), 20), new(Words.Hash("chair"), 20)];
        var weights = new WordWeights(1_024, 1_000, counts);
        var known = Alike("brand lamp", "brand chair", weights);
        known.ShouldBeLessThan(Alike("brand lamp", "brand chair") - 0.1);
        weights.Of(Words.Hash("brand")).ShouldBeLessThan(weights.Of(Words.Hash("lamp")));
        weights.Of(Words.Hash("und")).ShouldBe(0.1f);
    }

    [Fact]
    public async Task The_generator_makes_what_the_text_makes()
    {
        using IEmbeddingGenerator<string, Embedding<float>> generator = new HashedEmbeddings(() => WordWeights.None);
        var made = await generator.GenerateAsync(["Lamp", "Chair"]);
        made.Select(m => m.Vector.ToArray()).ShouldBe([Embed("Lamp"), Embed("Chair")]);
        made.ShouldAllBe(m => m.ModelId == HashedEmbeddings.Model && m.Dimensions == 384);
        var about = (EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata)).ShouldNotBeNull();
        about.DefaultModelDimensions.ShouldBe(384);
    }

    [Fact]
    public void A_products_text_is_three_lines_and_no_more_than_a_model_reads()
    {
        var text = ProductText.Of("A\nlamp", "light", ["new", "oak"], new string('x', ProductText.Description - 1) + "😀 and more");
        text.Split('\n').ShouldBe(["A lamp", "light, new, oak", new string('x', ProductText.Description - 1)]);
    }

    internal static float[] Embed(string text, WordWeights? weights = null)
    {
        var vector = new float[HashedText.Dimensions];
        Text.Embed(text, weights ?? WordWeights.None, vector);
        return vector;
    }

    private static double Alike(string a, string b, WordWeights? weights = null) => TensorPrimitives.Dot<float>(Embed(a, weights), Embed(b, weights));

    private static string Random(Random chance, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => new string([.. Enumerable.Range(0, 8).Select(_ => (char)('a' + chance.Next(26)))])));

    private static string Read(string text)
    {
        var words = new Words(text, new char[Words.Longest]);
        var all = new List<string>();
        while (words.MoveNext()) all.Add(words.Current.ToString());
        return string.Join(' ', all);
    }
}
