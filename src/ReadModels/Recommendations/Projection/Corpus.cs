using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>How many products there are, and when the weights of words were taken.</summary>
/// <param name="Created">Products there ever were.</param>
/// <param name="Active">Of them, those on sale.</param>
/// <param name="Epoch">The products there had ever been when the weights were taken; 0 before.</param>
/// <param name="EpochActive">Of them, those that were on sale.</param>
internal readonly record struct Corpus(long Created, long Active, long Epoch, long EpochActive)
{
    public static Corpus Read(TableSet tables)
    {
        var row = tables.Statement("SELECT created, active, epoch, epoch_active FROM @corpus WHERE id = 1");
        if (!row.Step()) return default;
        var corpus = new Corpus(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3));
        row.Reset();
        return corpus;
    }

    /// <summary>The weights that hold.</summary>
    public static WordWeights ReadWeights(TableSet tables)
    {
        var corpus = Read(tables);
        if (corpus.Epoch == 0) return WordWeights.None;
        var rows = tables.Statement("SELECT word, products FROM @weights LIMIT ?1").Bind(1, RecommendationLimits.WeighedWords);
        var counts = new List<KeyValuePair<ulong, long>>();
        while (rows.Step()) counts.Add(new(unchecked((ulong)rows.Int64(0)), rows.Int64(1)));
        return new WordWeights(corpus.Epoch, corpus.EpochActive, counts);
    }

    public void Save(TableSet tables) => tables.Statement(
        """
        INSERT INTO @corpus(id, created, active, epoch, epoch_active) VALUES (1, ?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO UPDATE SET created = excluded.created, active = excluded.active, epoch = excluded.epoch, epoch_active = excluded.epoch_active
        """).Bind(1, Created).Bind(2, Active).Bind(3, Epoch).Bind(4, EpochActive).Run();
}
