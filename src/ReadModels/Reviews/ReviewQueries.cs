using OrleansStore.Contracts.Reviews;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Reviews;

/// <summary>Reads the reviews' table.</summary>
internal sealed class ReviewQueries(ReadModelDatabase database, IJournal journal, EventCodec codec) : IReviewQueries
{
    private readonly ISealedPayloads _payloads = ISealedPayloads.Of(journal);

    public ValueTask<ReviewPage> ListOfProductAsync(Guid productId, int limit, string? cursor, CancellationToken cancellation = default) =>
        ListAsync("product", productId, limit, cursor, cancellation);

    public ValueTask<ReviewPage> ListOfCustomerAsync(Guid customerId, int limit, string? cursor, CancellationToken cancellation = default) =>
        ListAsync("customer", customerId, limit, cursor, cancellation);

    public ValueTask<ProductRating> RatingOfAsync(Guid productId, CancellationToken cancellation = default)
    {
        return database.ReadAsync(CatalogTables.Projection, db => Ratings.Find(db, productId), cancellation);
    }

    private async ValueTask<ReviewPage> ListAsync(string column, Guid id, int limit, string? cursor, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(cursor);
        var (rows, next) = await database.ReadAsync(ReviewTables.Projection, db => List(db, column, id, limit, below), cancellation);
        var items = new List<ReviewView>(rows.Count);
        foreach (var row in rows) items.Add(await OpenAsync(row));
        return new ReviewPage(items, next);
    }

    private static (IReadOnlyList<Row> Items, string? Next) List(TableSet tables, string column, Guid id, int limit, long below)
    {
        var select = tables.Statement(
            $"SELECT position, id, product, rating, type, said, created, updated, version FROM @reviews WHERE {column} = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3")
            .Bind(1, id).Bind(2, below).Bind(3, limit + 1);
        return ListCursor.ReadPage(select, limit, Read);
    }

    private static Row Read(RowStatement row) => new(
        new ReviewView(row.Id(1), row.Id(2), row.Int32(3), "", null, new(row.Int64(6), TimeSpan.Zero), new(row.Int64(7), TimeSpan.Zero), row.Int32(8)),
        row.Text(4), row.Blob(5).ToArray());

    private async ValueTask<ReviewView> OpenAsync(Row row) => codec.Read(row.Type, await _payloads.OpenAsync(row.Type, row.Said)) switch
    {
        ReviewWritten e => row.Review with { Text = e.Text, Author = e.Author },
        ReviewChanged e => row.Review with { Text = e.Text, Author = e.Author },
        var other => throw new InvalidOperationException($"{other.GetType()} says nothing."),
    };

    /// <param name="Said">The payload of the newest event, as it is stored.</param>
    private sealed record Row(ReviewView Review, string Type, byte[] Said);
}
