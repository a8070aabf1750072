using System.Threading.Tasks.Sources;

namespace OrleansStore.Journal;

/// <summary>Something that waits for the group commit, and the task its caller awaits: one object for both.</summary>
/// <remarks>
/// Completing continues a caller that has a scheduler or synchronization context of its own by posting to it, and any
/// other caller right there, on the completing thread. The completer chooses that thread and holds no lock.
/// </remarks>
internal abstract class PendingWrite : IValueTaskSource<AppendResult>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<AppendResult> _completion;

    /// <summary>What the write answers once it is durable.</summary>
    public AppendResult Result { get; set; }

    /// <summary>Set in place of a result.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Payload bytes.</summary>
    public required int Bytes { get; init; }

    public ValueTask<AppendResult> AsAppend() => new(this, _completion.Version);

    public ValueTask AsWrite() => new(this, _completion.Version);

    /// <summary>Answers the caller with <see cref="Result"/> or <see cref="Failure"/>.</summary>
    public void Complete()
    {
        if (Failure is null) _completion.SetResult(Result);
        else _completion.SetException(Failure);
    }

    AppendResult IValueTaskSource<AppendResult>.GetResult(short token) => _completion.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<AppendResult>.GetStatus(short token) => _completion.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<AppendResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}

/// <summary>An append that waits.</summary>
internal sealed class PendingAppend(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) : PendingWrite
{
    public string Stream { get; } = stream;

    public int ExpectedVersion { get; } = expectedVersion;

    public IReadOnlyList<NewEvent> Events { get; } = events;

    /// <summary>An event as it stands in the journal once the append is durable.</summary>
    public StoredEvent Stored(int index)
    {
        var e = Events[index];
        return new StoredEvent(
            Result.Position - Events.Count + 1 + index, Stream, ExpectedVersion + 1 + index, e.EventId, e.Type,
            e.CausationId, e.CorrelationId, e.Actor, e.Time.ToUniversalTime(), e.Payload);
    }
}

/// <summary>A row that waits to be written, or, without a value, to be deleted.</summary>
internal sealed class PendingRow(string table, string key, ReadOnlyMemory<byte>? value) : PendingWrite
{
    public string Table { get; } = table;

    public string Key { get; } = key;

    public ReadOnlyMemory<byte>? Value { get; } = value;
}
