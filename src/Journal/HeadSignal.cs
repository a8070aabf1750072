namespace OrleansStore.Journal;

/// <summary>The head of the journal, and those who wait for it to move: all of them share one task.</summary>
internal sealed class HeadSignal
{
    private readonly Lock _gate = new();
    private long _head;
    private TaskCompletionSource? _moved;
    private Exception? _closed;

    public long Head => Volatile.Read(ref _head);

    /// <summary>Moves the head; one that is behind it (news that comes late) does nothing.</summary>
    /// <returns>What wakes those who waited; to be completed by the caller, on the thread of its choice.</returns>
    public TaskCompletionSource? Advance(long head)
    {
        lock (_gate)
        {
            if (head <= _head) return null;
            Volatile.Write(ref _head, head);
            var moved = _moved;
            _moved = null;
            return moved;
        }
    }

    /// <summary>Fails those who wait, now and later.</summary>
    public void Close(Exception reason)
    {
        TaskCompletionSource? moved;
        lock (_gate)
        {
            _closed = reason;
            moved = _moved;
            _moved = null;
        }

        moved?.SetResult();
    }

    public async ValueTask WaitAsync(long position, CancellationToken cancellation)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (_head > position) return;
                if (_closed is not null) throw _closed;
                moved = (_moved ??= new TaskCompletionSource()).Task;
            }

            await moved.WaitAsync(cancellation);
        }
    }
}
