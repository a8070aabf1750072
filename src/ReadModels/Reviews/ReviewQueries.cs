using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Reviews;

/// <summary>Reads the reviews' table.</summary>
internal sealed class ReviewQueries(ReadModelDatabase database) : IReviewQueries
{
    public ValueTask<ReviewPage> ListOfProductAsync(Guid productId, int limit, string? cursor, CancellationToken cancellation = default) =>
        ListAsync("product", productId, limit, cursor, cancellation);

    public ValueTask<ReviewPage> ListOfCustomerAsync(Guid customerId, int limit, string? cursor, CancellationToken cancellation = default) =>
        ListAsync("customer", customerId, limit, cursor, cancellation);

    public ValueTask<ProductRating> RatingOfAsync(Guid productId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(database.Read(db => Ratings.Find(db, productId)));
    }

    private ValueTask<ReviewPage> ListAsync(string column, Guid id, int limit, string? cursor, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(cursor);
        cancellation.ThrowIfCancellationRequested();
        return new(database.Read(db => List(db, column, id, limit, below)));
    }

    private static ReviewPage List(SqliteDatabase database, string column, Guid id, int limit, long below)
    {
        var select = database.Statement(
            $"SELECT position, id, product, rating, text, author, created, updated, version FROM reviews WHERE {column} = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3")
            .Bind(1, id).Bind(2, below).Bind(3, limit + 1);
        var (items, next) = ListCursor.ReadPage(select, limit, Read);
        return new ReviewPage(items, next);
    }

    private static ReviewView Read(SqliteStatement row) => new(
        row.Id(1), row.Id(2), row.Int32(3), row.Text(4), row.TextOrNull(5),
        new DateTimeOffset(row.Int64(6), TimeSpan.Zero), new DateTimeOffset(row.Int64(7), TimeSpan.Zero), row.Int32(8));
}
