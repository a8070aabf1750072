using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Those who watch the same thing, and its newest updates, which they share.</summary>
/// <param name="capacity">Newest updates kept.</param>
/// <param name="cursorOf">What numbers the updates: an order's version, or the global position.</param>
internal sealed class LiveTopic(int capacity, Func<OrderUpdate, long> cursorOf)
{
    /// <summary>Nothing is kept, so there is no cursor from which what is kept has no gap.</summary>
    private const long Unknown = long.MaxValue;

    private readonly Lock _gate = new();
    private readonly List<LiveWatcher> _watchers = [];
    private LiveUpdate[] _recent = [];
    private int _start;
    private int _count;
    private long _after = Unknown;
    private long _generation;
    private bool _closed;

    /// <summary>Changes when there is something new to read.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_gate) return _watchers.Count > 0;
        }
    }

    /// <summary>What numbers an update here.</summary>
    public long CursorOf(LiveUpdate update) => cursorOf(update.Update);

    /// <summary>Joins; from then on no update passes unseen.</summary>
    /// <returns>False when the topic is closed: take a new one.</returns>
    public bool TryJoin(LiveWatcher watcher)
    {
        lock (_gate)
        {
            if (_closed) return false;
            watcher.Index = _watchers.Count;
            _watchers.Add(watcher);
            return true;
        }
    }

    /// <summary>Leaves. Without watchers nothing is kept: what happens meanwhile is not heard here.</summary>
    /// <param name="close">Whether the topic closes with its last watcher.</param>
    /// <returns>Whether it closed.</returns>
    public bool Leave(LiveWatcher watcher, bool close)
    {
        lock (_gate)
        {
            var last = _watchers[^1];
            _watchers[watcher.Index] = last;
            last.Index = watcher.Index;
            _watchers.RemoveAt(_watchers.Count - 1);
            if (_watchers.Count > 0) return false;
            Forget();
            return _closed = close;
        }
    }

    /// <summary>Takes in the next update and wakes the watchers.</summary>
    public void Add(LiveUpdate update)
    {
        lock (_gate)
        {
            if (_watchers.Count == 0) return;
            if (_after == Unknown) _after = CursorOf(update) - 1;
            Keep(update);
            WakeAll();
        }
    }

    /// <summary>An update could not be made out: watchers go to the journal and see for themselves.</summary>
    public void Break()
    {
        lock (_gate)
        {
            Forget();
            WakeAll();
        }
    }

    /// <summary>Reads what is kept after a cursor.</summary>
    /// <param name="updates">Oldest first; empty when there is nothing newer.</param>
    /// <param name="generation">The generation that this answer is of.</param>
    /// <returns>False when something after the cursor may be missing here: read the journal.</returns>
    public bool TryRead(long after, int max, out LiveUpdate[] updates, out long generation)
    {
        lock (_gate)
        {
            generation = _generation;
            updates = [];
            if (after < _after) return false;
            var first = _count;
            while (first > 0 && CursorOf(At(first - 1)) > after) first--;
            updates = new LiveUpdate[Math.Min(max, _count - first)];
            for (var i = 0; i < updates.Length; i++) updates[i] = At(first + i);
            return true;
        }
    }

    private LiveUpdate At(int index) => _recent[(_start + index) % capacity];

    private void Keep(LiveUpdate update)
    {
        if (_recent.Length == 0) _recent = new LiveUpdate[capacity];
        if (_count == capacity)
        {
            _after = CursorOf(_recent[_start]);
            _start = (_start + 1) % capacity;
            _count--;
        }

        _recent[(_start + _count++) % capacity] = update;
    }

    private void Forget()
    {
        (_recent, _start, _count, _after) = ([], 0, 0, Unknown);
    }

    private void WakeAll()
    {
        Volatile.Write(ref _generation, _generation + 1);
        foreach (var watcher in _watchers) watcher.Wake();
    }
}
