using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded;

/// <summary>What an activation has only while it needs it.</summary>
internal sealed class ActivationExtras
{
    public List<GrainTimer>? Timers;
    public AsyncServiceScope? Scope;
    public DeactivationReason Reason;
    public Exception? Failure;
    public bool HasReason;
    public int KeepAliveUntil;
    public TaskCompletionSource? Deactivated;
    public Dictionary<Guid, IItemObserver>? StreamObservers;
}

/// <summary>Requests that wait for running ones, in the order of their arrival.</summary>
internal sealed class WaitingRequests
{
    private WorkItem? _first;
    private WorkItem? _last;

    public bool IsEmpty => _first is null;

    public void Add(Request request)
    {
        request.Next = null;
        if (_last is null) _first = request;
        else _last.Next = request;
        _last = request;
    }

    public Request? TakeFirst()
    {
        var request = (Request?)_first;
        if (request is not null) Remove(null, request);
        return request;
    }

    /// <summary>Takes the first that may start now; those whose callers gave up are dropped on the way.</summary>
    public Request? TakeFirst(Activation activation)
    {
        WorkItem? before = null;
        for (var item = _first; item is not null;)
        {
            var request = (Request)item;
            item = item.Next;
            var dropped = request.IsAnswered && (request.Kind & (CallKind.OneWay | CallKind.Local)) == 0;
            if (!dropped && !activation.MayStart(request.Kind))
            {
                before = request;
                continue;
            }

            Remove(before, request);
            if (!dropped) return request;
        }

        return null;
    }

    private void Remove(WorkItem? before, WorkItem request)
    {
        if (before is null) _first = request.Next;
        else before.Next = request.Next;
        if (ReferenceEquals(_last, request)) _last = before;
        request.Next = null;
    }
}
