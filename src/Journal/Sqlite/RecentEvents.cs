namespace OrleansStore.Journal.Sqlite;

/// <summary>The newest events, kept in memory up to a number of bytes, for readers that follow right behind the head.</summary>
/// <remarks>A ring without holes; its lock is held for copying references, never for a read or write of the store.</remarks>
internal sealed class RecentEvents(long capacity)
{
    /// <summary>What an event takes beside its payload: the object and its share of strings and ring.</summary>
    private const int Overhead = 256;

    private readonly Lock _gate = new();
    private StoredEvent[] _ring = new StoredEvent[1_024];
    private int _start;
    private int _count;
    private long _bytes;

    public void Add(List<PendingWrite> batch)
    {
        if (capacity <= 0) return;
        lock (_gate)
        {
            foreach (var write in batch)
            {
                if (write is not PendingAppend { Result.Outcome: AppendOutcome.Appended } append) continue;
                for (var i = 0; i < append.Events.Count; i++) Add(append.Stored(i));
            }
        }
    }

    /// <summary>The events after a position, or null when the older ones of them are not here any more.</summary>
    public IReadOnlyList<StoredEvent>? After(long position, int maxCount)
    {
        lock (_gate)
        {
            if (_count == 0) return null;
            var skip = position + 1 - _ring[_start].Position;
            if (skip < 0) return null;
            if (skip >= _count) return [];
            var events = new StoredEvent[Math.Min(maxCount, _count - (int)skip)];
            var from = (_start + (int)skip) % _ring.Length;
            var unwrapped = Math.Min(events.Length, _ring.Length - from);
            Array.Copy(_ring, from, events, 0, unwrapped);
            Array.Copy(_ring, 0, events, unwrapped, events.Length - unwrapped);
            return events;
        }
    }

    private void Add(StoredEvent e)
    {
        if (_count == _ring.Length) Grow();
        _ring[(_start + _count) % _ring.Length] = e;
        _count++;
        _bytes += e.Payload.Length + Overhead;
        while (_bytes > capacity)
        {
            _bytes -= _ring[_start].Payload.Length + Overhead;
            _ring[_start] = null!;
            _start = (_start + 1) % _ring.Length;
            _count--;
        }
    }

    private void Grow()
    {
        var larger = new StoredEvent[_ring.Length * 2];
        for (var i = 0; i < _count; i++) larger[i] = _ring[(_start + i) % _ring.Length];
        _ring = larger;
        _start = 0;
    }
}
