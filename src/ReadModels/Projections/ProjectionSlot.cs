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

    public TableSet TablesOf(RowConnection connection) => connection.Tables(Name, Saved.Number);

    /// <summary>The batch was committed.</summary>
    public void Committed(Generation saved)
    {
        Saved = saved;
        if (IsLive) Projection.Committed();
        else Projection.Discard();
    }
}
