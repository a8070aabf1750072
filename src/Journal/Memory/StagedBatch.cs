namespace OrleansStore.Journal.Memory;

/// <summary>A batch before its sync: versions are checked against the disk and against what the batch already holds.</summary>
internal sealed class StagedBatch(MemoryDisk disk)
{
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly List<PendingWrite> _staged = [];
    private long _position = disk.Events.Count;

    public void Add(PendingWrite write)
    {
        if (write is PendingAppend append && !TryPlace(append)) return;
        _staged.Add(write);
    }

    public void Sync(Dictionary<string, Snapshot> snapshots)
    {
        foreach (var write in _staged)
        {
            if (write is PendingAppend append) disk.Write(append);
            else if (write is PendingRow row) disk.Write(row);
        }

        foreach (var (stream, snapshot) in snapshots)
        {
            if (disk.VersionOf(stream) > 0) disk.Snapshots[stream] = snapshot;
        }

        snapshots.Clear();
    }

    private bool TryPlace(PendingAppend append)
    {
        if (!_versions.TryGetValue(append.Stream, out var version)) version = disk.VersionOf(append.Stream);
        if (version != append.ExpectedVersion)
        {
            append.Result = new AppendResult(AppendOutcome.Conflict, version, 0);
            return false;
        }

        version += append.Events.Count;
        _position += append.Events.Count;
        _versions[append.Stream] = version;
        append.Result = new AppendResult(AppendOutcome.Appended, version, _position);
        return true;
    }
}
