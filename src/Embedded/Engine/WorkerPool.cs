using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The activations of a stateless worker: a new one while all are busy and there may be more.</summary>
internal sealed class WorkerPool(GrainClass grainClass, IdSpan key, int limit)
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];
    private int _next;

    public IReadOnlyList<Activation> Activations
    {
        get
        {
            lock (_lock)
            {
                return [.. _workers];
            }
        }
    }

    public void Enqueue(Request request)
    {
        // Under the lock, so that the next one sees that this worker is busy.
        lock (_lock)
        {
            Choose().Enqueue(request);
        }
    }

    public void Remove(Activation activation)
    {
        lock (_lock)
        {
            _workers.Remove(activation);
        }
    }

    private Activation Choose()
    {
        foreach (var worker in _workers)
        {
            if (worker.IsFree) return worker;
        }

        if (_workers.Count == limit) return _workers[_next++ % limit];
        var another = new Activation(grainClass, key);
        _workers.Add(another);
        return another;
    }
}
