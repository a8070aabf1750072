namespace OrleansStore.Journal;

/// <summary>Snapshots that wait for the next commit of events to take them along; the newest of each stream.</summary>
internal sealed class PendingSnapshots
{
    /// <summary>So many may wait; a snapshot is a cache, so more are dropped.</summary>
    private const int Limit = 1_024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Snapshot> _byStream = new(StringComparer.Ordinal);

    public Snapshot? Find(string stream)
    {
        lock (_gate) return _byStream.GetValueOrDefault(stream);
    }

    public void Add(string stream, Snapshot snapshot)
    {
        lock (_gate)
        {
            if (_byStream.Count < Limit || _byStream.ContainsKey(stream)) _byStream[stream] = snapshot;
        }
    }

    public KeyValuePair<string, Snapshot>[] Take()
    {
        lock (_gate) return _byStream.Count == 0 ? [] : [.. _byStream];
    }

    /// <summary>Drops what is stored now, unless a newer one came meanwhile.</summary>
    public void Stored(KeyValuePair<string, Snapshot>[] snapshots)
    {
        lock (_gate)
        {
            foreach (var (stream, snapshot) in snapshots)
            {
                if (ReferenceEquals(_byStream.GetValueOrDefault(stream), snapshot)) _byStream.Remove(stream);
            }
        }
    }
}
