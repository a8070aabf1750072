using System.Collections.Concurrent;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>Threads of its own for work that waits for the database, each with a connection that it keeps: the pool's few threads must not wait.</summary>
/// <remarks>What waits here waits for a request's answer, so the limit of requests under way is its limit too.</remarks>
internal sealed class ThreadLane : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public ThreadLane(string name, int threads)
    {
        for (var i = 0; i < threads; i++) new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Carries it out on one of the threads.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(
                () =>
                {
                    if (cancellation.IsCancellationRequested)
                    {
                        done.SetCanceled(cancellation);
                        return;
                    }

                    try
                    {
                        done.SetResult(work());
                    }
                    catch (Exception e)
                    {
                        done.SetException(e);
                    }
                },
                CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(ThreadLane));
        }

        return done.Task;
    }

    /// <summary>Takes no more; what is there is still done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
