using System.Collections.Concurrent;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Loads values by their keys, many in one call; a key that has no value is left out of the answer.</summary>
public delegate ValueTask<IReadOnlyDictionary<TKey, TValue>> LoadBatch<TKey, TValue>(IReadOnlyList<TKey> keys, CancellationToken cancellation)
    where TKey : notnull;

/// <summary>Gathers the keys that fields ask for in one turn and loads them together.</summary>
public sealed class DataLoader<TKey, TValue> : IBatch where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private readonly LoadBatch<TKey, TValue> _load;
    private readonly int _maxBatch;
    private readonly LoaderSet _set;
    private readonly CancellationToken _cancellation;
    private List<TKey> _waiting = [];

    internal DataLoader(LoadBatch<TKey, TValue> load, int maxBatch, LoaderSet set, CancellationToken cancellation) =>
        (_load, _maxBatch, _set, _cancellation) = (load, maxBatch, set, cancellation);

    /// <summary>The value of a key; the type's default when there is none.</summary>
    public Task<TValue?> LoadAsync(TKey key)
    {
        TaskCompletionSource<TValue?> source;
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var known)) return known.Task;
            // Continuations run where the batch completes: in the request's own loop.
            _known[key] = source = new TaskCompletionSource<TValue?>();
            _waiting.Add(key);
        }

        _set.Wanted(this);
        return source.Task;
    }

    /// <summary>The values of keys, in their order.</summary>
    public Task<TValue?[]> LoadAsync(IEnumerable<TKey> keys) => Task.WhenAll(keys.Select(LoadAsync));

    void IBatch.Dispatch()
    {
        List<TKey> keys;
        lock (_gate) (keys, _waiting) = (_waiting, []);
        foreach (var chunk in keys.Chunk(_maxBatch)) _ = LoadAsync(chunk);
    }

    void IBatch.Forget()
    {
        lock (_gate)
        {
            foreach (var key in _known.Where(k => k.Value.Task.IsCompleted).Select(k => k.Key).ToList()) _known.Remove(key);
        }
    }

    private async Task LoadAsync(TKey[] keys)
    {
        IReadOnlyDictionary<TKey, TValue>? values = null;
        Exception? failure = null;
        try
        {
            values = await _load(keys, _cancellation);
        }
        catch (Exception e)
        {
            failure = e;
        }

        _set.Post(() =>
        {
            foreach (var key in keys)
            {
                TaskCompletionSource<TValue?> source;
                lock (_gate) source = _known[key];
                if (failure is not null) source.TrySetException(failure);
                else source.TrySetResult(values!.TryGetValue(key, out var value) ? value : default);
            }
        });
    }
}

internal interface IBatch
{
    /// <summary>Loads what is waited for.</summary>
    void Dispatch();

    /// <summary>Forgets what was loaded, for it may have changed.</summary>
    void Forget();
}

/// <summary>The loaders of a request.</summary>
internal sealed class LoaderSet(Action<Action> post, Action wake)
{
    private readonly ConcurrentDictionary<string, IBatch> _loaders = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IBatch> _wanted = new();

    public DataLoader<TKey, TValue> GetOrAdd<TKey, TValue>(string name, LoadBatch<TKey, TValue> load, int maxBatch, CancellationToken cancellation)
        where TKey : notnull =>
        (DataLoader<TKey, TValue>)(_loaders.TryGetValue(name, out var known)
            ? known
            : _loaders.GetOrAdd(name, _ => new DataLoader<TKey, TValue>(load, maxBatch, this, cancellation)));

    public void Wanted(IBatch loader)
    {
        _wanted.Enqueue(loader);
        wake();
    }

    public void Post(Action action) => post(action);

    /// <summary>Loads what fields asked for since the last time; false when there was nothing.</summary>
    public bool Dispatch()
    {
        var any = false;
        for (var left = _wanted.Count; left > 0 && _wanted.TryDequeue(out var loader); left--)
        {
            loader.Dispatch();
            any = true;
        }

        return any;
    }

    public void Forget()
    {
        foreach (var loader in _loaders.Values) loader.Forget();
    }
}
