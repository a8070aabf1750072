using OrleansStore.Contracts;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Reviews;

/// <summary>Makes the lists of reviews from reviews' events.</summary>
internal sealed class ReviewProjection(EventCodec codec) : IProjection
{
    // Reviews are few: each event is a write of its own, in order.
    private readonly List<(Guid Id, ReviewEvent Event, StoredEvent Stored)> _batch = [];

    public string Name => ReviewTables.Projection;

    public int SchemaVersion => ReviewTables.SchemaVersion;

    public IReadOnlyCollection<string> EventTypes { get; } = ["review.written.v1", "review.changed.v1", "review.removed.v1"];

    public IReadOnlyList<string> Tables => ReviewTables.All;

    public bool HasChanges => _batch.Count > 0;

    public void Create(TableSet tables)
    {
        ReviewTables.Create(tables);
    }

    public void Apply(StoredEvent stored, TableSet tables) =>
        _batch.Add((StoreStreams.KeyOf(StoreStreams.Review, stored.Stream), (ReviewEvent)codec.Read(stored), stored));

    public void Flush(TableSet tables)
    {
        foreach (var (id, e, stored) in _batch) Write(tables, id, e, stored);
    }

    public void Committed() => Discard();

    public void Discard() => _batch.Clear();

    private static void Write(TableSet tables, Guid id, ReviewEvent e, StoredEvent stored)
    {
        var write = e switch
        {
            ReviewWritten written => tables.Statement("INSERT INTO @reviews VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)")
                .Bind(1, stored.Position).Bind(2, id).Bind(3, written.ProductId).Bind(4, written.CustomerId)
                .Bind(5, written.Rating).BindText(6, stored.Type).Bind(7, stored.Payload.Span)
                .Bind(8, stored.Time.UtcTicks).Bind(9, stored.Version),
            ReviewChanged changed => tables.Statement("UPDATE @reviews SET rating = ?2, type = ?3, said = ?4, updated = ?5, version = ?6 WHERE id = ?1")
                .Bind(1, id).Bind(2, changed.Rating).BindText(3, stored.Type).Bind(4, stored.Payload.Span)
                .Bind(5, stored.Time.UtcTicks).Bind(6, stored.Version),
            ReviewRemoved => tables.Statement("DELETE FROM @reviews WHERE id = ?1").Bind(1, id),
            _ => throw new InvalidOperationException($"{e.GetType()} is no event of a review."),
        };
        write.RunOne($"Review {id} changed before it was written.");
    }
}
