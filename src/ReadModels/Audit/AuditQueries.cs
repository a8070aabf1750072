using OrleansStore.Contracts.Audit;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Audit;

/// <summary>Reads the audit trail's table.</summary>
internal sealed class AuditQueries(ReadModelDatabase database, IJournal journal, EventCodec codec) : IAuditQueries
{
    private const string Noted = "audit.noted.v1";

    private readonly ISealedPayloads _payloads = ISealedPayloads.Of(journal);

    public async ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(query.Cursor);
        var (rows, nextCursor, nextAfter) = await database.ReadAsync(AuditTables.Projection, db => query.After is { } after ? Forwards(db, query, after) : Backwards(db, query, below), cancellation);
        var items = new List<AuditItem>(rows.Count);
        foreach (var row in rows) items.Add(await OpenAsync(row));
        return new AuditPage(items, nextCursor, nextAfter);
    }

    private static (IReadOnlyList<Row> Rows, string? NextCursor, long? NextAfter) Backwards(TableSet tables, AuditQuery query, long below)
    {
        var (items, next) = ListCursor.ReadPage(Select(tables, query, "position < ?1", "DESC", query.Limit + 1).Bind(1, below), query.Limit, Read);
        return (items, next, null);
    }

    private static (IReadOnlyList<Row> Rows, string? NextCursor, long? NextAfter) Forwards(TableSet tables, AuditQuery query, long after)
    {
        var select = Select(tables, query, "position > ?1", "ASC", query.Limit).Bind(1, after);
        var items = new List<Row>();
        while (select.Step()) items.Add(Read(select));
        return (items, null, items.Count > 0 ? items[^1].Item.Position : after);
    }

    private static RowStatement Select(TableSet tables, AuditQuery query, string where, string order, int limit)
    {
        if (query.Actor is not null) where += " AND actor = ?3";
        // What is in a thing has the thing's name and a slash before its own; the slash's successor is the zero.
        if (query.Object is not null) where += " AND (object = ?4 OR (object >= ?5 AND object < ?6))";
        var select = tables.Statement(
            $"SELECT position, at, actor, operation, object, noted, outcome, status, code, count FROM @audit WHERE {where} ORDER BY position {order} LIMIT ?2").Bind(2, limit);
        if (query.Actor is not null) select.BindText(3, query.Actor);
        if (query.Object is { } thing) select.BindText(4, thing).BindText(5, thing + "/").BindText(6, thing + "0");
        return select;
    }

    private static Row Read(RowStatement row) => new(
        new AuditItem(
            row.Int64(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), null,
            (AuditOutcome)row.Int32(6), row.Int32(7) is var status and > 0 ? status : null, row.TextOrNull(8), row.Int64(9)),
        row.IsNull(5) ? null : row.Blob(5).ToArray());

    private async ValueTask<AuditItem> OpenAsync(Row row) => row.Noted is null
        ? row.Item
        : row.Item with { Address = ((AuditNoted)codec.Read(Noted, await _payloads.OpenAsync(Noted, row.Noted))).Address };

    /// <param name="Noted">The event's payload, as it is stored.</param>
    private sealed record Row(AuditItem Item, byte[]? Noted);
}
