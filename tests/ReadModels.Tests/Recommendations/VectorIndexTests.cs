using System.Numerics.Tensors;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public sealed class VectorIndexTests
{
    private readonly Random _chance = new(3);

    [Fact]
    public void It_finds_what_looking_at_everything_finds_whatever_came_and_went()
    {
        var index = new VectorIndex();
        var all = new Dictionary<Guid, float[]>();
        for (var step = 0; step < 6_000; step++)
        {
            var id = History.Id(_chance.Next(3_000));
            if (_chance.Next(3) == 0)
            {
                index.Remove(id);
                all.Remove(id);
            }
            else
            {
                index.Set(id, all[id] = Vector());
            }
        }

        index.Count.ShouldBe(all.Count);
        for (var i = 0; i < 20; i++)
        {
            float[] wanted = [.. Vector(), .. Vector()];
            var least = (float)_chance.NextDouble() * 0.2f;
            var expected = all
                .Where(v => v.Key.GetHashCode() % 5 != 0)
                .Select(v => new Neighbour(v.Key, MathF.Max(TensorPrimitives.Dot<float>(wanted.AsSpan(0, 384), v.Value), TensorPrimitives.Dot<float>(wanted.AsSpan(384), v.Value))))
                .Where(n => n.Similarity >= least).OrderByDescending(n => n.Similarity).Take(15);
            index.Nearest(wanted, 15, least, id => id.GetHashCode() % 5 == 0).ShouldBe(expected);
        }

        foreach (var (id, vector) in all)
        {
            var copy = new float[384];
            index.TryGet(id, copy).ShouldBeTrue();
            copy.ShouldBe(vector);
            index.Remove(id);
        }

        index.Count.ShouldBe(0);
        index.Nearest(Vector(), 5, -1).ShouldBeEmpty();
    }

    [Fact]
    public void Of_equally_near_ones_the_newest_are_first()
    {
        var index = new VectorIndex();
        var vector = Vector();
        foreach (var number in new[] { 4, 9, 2, 7, 5 }) index.Set(History.Id(number), vector);
        index.Nearest(vector, 3, 0).Select(n => n.Product).ShouldBe([History.Id(9), History.Id(7), History.Id(5)]);
        index.Nearest(vector, 0, 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task Searches_and_changes_do_not_disturb_each_other()
    {
        var index = new VectorIndex();
        var vectors = Enumerable.Range(0, 50).Select(_ => Vector()).ToList();
        for (var i = 0; i < 50; i++) index.Set(History.Id(i), vectors[i]);
        var searches = Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++) index.Nearest(vectors[7], 1, 0).Single().Product.ShouldBe(History.Id(7));
        });
        for (var i = 0; !searches.IsCompleted; i++)
        {
            index.Set(History.Id(1_000 + (i % 3_000)), vectors[i % 50 == 7 ? 8 : i % 50]);
            if (i % 2 == 0) index.Remove(History.Id(1_000 + (i / 2 % 3_000)));
        }

        await searches;
    }

    [Fact]
    public void A_taste_is_a_few_interests()
    {
        ReadOnlyMemory<float>[] lamps = [Embed("Desk lamp oak\nlighting"), Embed("Desk lamp walnut\nlighting"), Embed("Desk lamp\nlighting")];
        ReadOnlyMemory<float>[] jackets = [Embed("Rain jacket red\noutdoor"), Embed("Rain jacket blue\noutdoor")];
        var taste = Taste.Of([lamps[0], jackets[0], lamps[1], jackets[1], lamps[2]]);
        taste.Length.ShouldBe(2 * 384);
        VectorIndex.Alike(taste, Embed("Desk lamp steel\nlighting")).ShouldBeGreaterThan(0.7f);
        VectorIndex.Alike(taste, Embed("Rain jacket green\noutdoor")).ShouldBeGreaterThan(0.7f);
        VectorIndex.Alike(taste, Embed("Espresso machine\nkitchen")).ShouldBeLessThan(0.5f);
        TensorPrimitives.Norm<float>(taste.AsSpan(0, 384)).ShouldBe(1, 1e-5f);

        Taste.Of([]).ShouldBeEmpty();
        // However many things there are, there are not more interests than are looked for.
        Taste.Of(Enumerable.Range(0, 40).Select(_ => (ReadOnlyMemory<float>)Vector())).Length.ShouldBe(Taste.Interests * 384);
    }

    [Fact]
    public void What_was_bought_last_counts_most()
    {
        var older = Embed("Desk lamp oak\nlighting");
        var newer = Embed("Desk lamp steel\nlighting");
        var taste = Taste.Of([newer, older]);
        VectorIndex.Alike(taste, newer).ShouldBeGreaterThan(VectorIndex.Alike(taste, older));
    }

    private static float[] Embed(string text) => HashedTextTests.Embed(text);

    private float[] Vector()
    {
        var vector = Enumerable.Range(0, HashedText.Dimensions).Select(_ => (float)_chance.NextDouble() - 0.5f).ToArray();
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
