using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>A projection's place in the journal.</summary>
internal sealed class ProjectionSlot(IProjection projection)
{
    private long _position;

    public IProjection Projection { get; } = projection;

    /// <summary>Read by other threads too.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        set => Volatile.Write(ref _position, value);
    }

    /// <summary>What a restart would go on from.</summary>
    public long SavedPosition { get; set; }

    public volatile bool Stopped;
    public volatile string? Error;
    public volatile bool RebuildAsked;

    /// <summary>Back to the beginning, with empty tables.</summary>
    public void Recreate(SqliteDatabase database)
    {
        using (var transaction = database.Begin())
        {
            Projection.Recreate(database);
            CheckpointTable.Save(database, Projection.Name, new Checkpoint(Projection.SchemaVersion, 0, Guid.Empty));
            transaction.Commit();
        }

        Projection.Committed();
        RebuildAsked = false;
        Stopped = false;
        Error = null;
        SavedPosition = Position = 0;
    }
}
