using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>A projection's place in the journal, and the tables it writes.</summary>
internal sealed class ProjectionSlot(IProjection projection, Generation begun)
{
    private long _position = begun.Position;

    public IProjection Projection { get; } = projection;

    public string Name => Projection.Name;

    /// <summary>As it was last saved.</summary>
    public Generation Saved { get; set; } = begun;

    /// <summary>The event it stands at, when it took it in itself.</summary>
    public StoredEvent? Last { get; set; }

    /// <summary>Queries read its tables.</summary>
    public bool IsLive => Saved.IsLive;

    /// <summary>Read by other threads too.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        set => Volatile.Write(ref _position, value);
    }

    public volatile bool Stopped;
    public volatile string? Error;

    /// <summary>Whether its tables are being compared with the live ones.</summary>
    public Task<TableChecksums>? Comparison { get; set; }

    /// <summary>How often that was begun.</summary>
    public int Comparisons { get; set; }

    public TableSet TablesOf(RowConnection connection) => connection.Tables(Name, Saved.Number);

    /// <summary>The same place, with the tables that queries read from now on.</summary>
    public ProjectionSlot AsLive(Generation live) => new(Projection, live) { Position = Position, Last = Last };

    /// <summary>It stands at this event now, with its batch committed.</summary>
    public void MoveTo(StoredEvent last)
    {
        // First what the caches drop, then the position: whoever sees the position sees the rows.
        if (IsLive) Projection.Committed();
        else Projection.Discard();
        Last = last;
        Position = last.Position;
    }

    /// <summary>As it would be saved now.</summary>
    public Generation At(StoredEvent last) => Saved with { Position = last.Position, EventId = last.EventId, Note = null };
}
