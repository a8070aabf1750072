namespace OrleansStore.Journal.Sqlite;

/// <summary>An event as a row of the table <c>events</c>: parameters of the insert, columns of every select.</summary>
internal static class EventRow
{
    public const string Insert =
        "INSERT INTO events(position, stream, version, type, event_id, causation_id, correlation_id, actor, time, payload) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    public const string Columns =
        "position, stream, version, type, event_id, causation_id, correlation_id, actor, time, payload";

    /// <summary>In the correlation's column: it is the guid in the stream's name.</summary>
    private const long StreamsOwn = 0;

    /// <summary>In the correlation's column: it is the causation.</summary>
    private const long SameAsCausation = 1;

    /// <summary>Binds a stream's first event.</summary>
    public static void BindFirst(SqliteStatement insert, SqliteNames names, StreamOrigin origin, NewEvent e)
    {
        insert.Bind(1, origin.First);
        names.Streams.Bind(insert, 2, origin.Stream, intern: true);
        insert.Bind(3, 1);
        BindCorrelation(insert, origin, e);
        names.Actors.Bind(insert, 8, e.Actor, intern: true);
        BindCommon(insert, names, e);
    }

    /// <summary>Binds a later event of a stream.</summary>
    public static void BindLater(SqliteStatement insert, SqliteNames names, StreamOrigin origin, long position, int version, NewEvent e)
    {
        insert.Bind(1, position);
        insert.Bind(2, origin.First);
        insert.Bind(3, version);
        if (e.CorrelationId == origin.CorrelationId) insert.BindNull(7);
        else BindCorrelation(insert, origin, e);
        if (e.Actor == origin.Actor) insert.BindNull(8);
        else names.Actors.Bind(insert, 8, e.Actor, intern: true);
        BindCommon(insert, names, e);
    }

    /// <summary>The first event of a stream, in the present row of a select of <see cref="Columns"/>.</summary>
    public static StoredEvent ReadFirst(SqliteStatement row, SqliteNames names)
    {
        var stream = names.Streams.Read(row, 1);
        return Read(row, names, stream, Correlation(row, stream), names.Actors.Read(row, 7));
    }

    /// <summary>A later event of a stream, in the present row of a select of <see cref="Columns"/>.</summary>
    public static StoredEvent ReadLater(SqliteStatement row, SqliteNames names, StreamOrigin origin) => Read(
        row, names, origin.Stream,
        row.IsNull(6) ? origin.CorrelationId : Correlation(row, origin.Stream),
        row.IsNull(7) ? origin.Actor : names.Actors.Read(row, 7));

    private static void BindCorrelation(SqliteStatement insert, StreamOrigin origin, NewEvent e)
    {
        if (e.CorrelationId == e.CausationId) insert.Bind(7, SameAsCausation);
        else if (e.CorrelationId == origin.Guid) insert.Bind(7, StreamsOwn);
        else insert.Bind(7, e.CorrelationId);
    }

    private static void BindCommon(SqliteStatement insert, SqliteNames names, NewEvent e)
    {
        insert.Bind(4, names.InternType(e.Type));
        insert.Bind(5, e.EventId);
        insert.Bind(6, e.CausationId);
        insert.Bind(9, EventTime.ToStored(e.Time));
        insert.Bind(10, e.Payload.Span);
    }

    private static Guid Correlation(SqliteStatement row, string stream)
    {
        if (!row.IsInteger(6)) return row.Id(6);
        if (row.Int64(6) == SameAsCausation) return row.Id(5);
        return StreamOrigin.GuidOf(stream) ?? throw SqliteFailure.Damaged($"'{stream}' does not end in a guid");
    }

    private static StoredEvent Read(SqliteStatement row, SqliteNames names, string stream, Guid correlation, string actor) => new(
        row.Int64(0), stream, row.Int32(2), row.Id(4), names.TypeOf(row.Int32(3)), row.Id(5), correlation, actor,
        EventTime.FromStored(row.Int64(8)), row.Blob(9).ToArray());
}
