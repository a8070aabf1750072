using OrleansStore.Contracts.Audit;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Audit;

/// <summary>Reads the audit trail's table.</summary>
internal sealed class AuditQueries(ReadModelDatabase database) : IAuditQueries
{
    public ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(query.Cursor);
        cancellation.ThrowIfCancellationRequested();
        return new(database.Read(db => query.After is { } after ? Forwards(db, query, after) : Backwards(db, query, below)));
    }

    private static AuditPage Backwards(SqliteDatabase database, AuditQuery query, long below)
    {
        var (items, next) = ListCursor.ReadPage(Select(database, query, "position < ?1", "DESC", query.Limit + 1).Bind(1, below), query.Limit, Read);
        return new(items, next, null);
    }

    private static AuditPage Forwards(SqliteDatabase database, AuditQuery query, long after)
    {
        var select = Select(database, query, "position > ?1", "ASC", query.Limit).Bind(1, after);
        var items = new List<AuditItem>();
        while (select.Step()) items.Add(Read(select));
        return new(items, null, items.Count > 0 ? items[^1].Position : after);
    }

    private static SqliteStatement Select(SqliteDatabase database, AuditQuery query, string where, string order, int limit)
    {
        if (query.Actor is not null) where += " AND actor = ?3";
        // What is in a thing has the thing's name and a slash before its own; the slash's successor is the zero.
        if (query.Object is not null) where += " AND (object = ?4 OR (object >= ?5 AND object < ?6))";
        var select = database.Statement(
            $"SELECT position, at, actor, operation, object, address, outcome, status, code, count FROM audit WHERE {where} ORDER BY position {order} LIMIT ?2").Bind(2, limit);
        if (query.Actor is not null) select.BindText(3, query.Actor);
        if (query.Object is { } thing) select.BindText(4, thing).BindText(5, thing + "/").BindText(6, thing + "0");
        return select;
    }

    private static AuditItem Read(SqliteStatement row) => new(
        row.Int64(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5),
        (AuditOutcome)row.Int32(6), row.Int32(7) is var status and > 0 ? status : null, row.TextOrNull(8), row.Int64(9));
}
