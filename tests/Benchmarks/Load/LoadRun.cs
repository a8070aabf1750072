using System.Diagnostics;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Load;

/// <summary>One run of a flow: a thread a connection, each asking again as soon as it has its answer.</summary>
internal sealed class LoadRun(LoadOrder order)
{
    private const int FailuresUntilGivenUp = 20;
    private readonly Latencies _latencies = new();
    private long _started;
    private long _failures;
    private string? _firstFailure;

    public LoadResult Run()
    {
        using var ready = new Barrier(order.Connections + 1);
        var threads = Enumerable.Range(0, order.Connections).Select(buyer => new Thread(() => Buy(buyer, ready))).ToList();
        threads.ForEach(thread => thread.Start());
        ready.SignalAndWait();
        var cpu = Cpu();
        var watch = Stopwatch.StartNew();
        threads.ForEach(thread => thread.Join());
        return new LoadResult(
            _latencies.Count, watch.Elapsed.TotalSeconds, _latencies.Milliseconds(0.5), _latencies.Milliseconds(0.99),
            _latencies.MaxMilliseconds, _failures, _firstFailure, Cpu() - cpu);
    }

    private void Buy(int buyer, Barrier ready)
    {
        var latencies = new Latencies();
        var flow = Flows.Create(order, buyer);
        HttpConnection? connection = null;
        try
        {
            connection = new HttpConnection(order.Port);
        }
        catch (Exception e)
        {
            Fail(e);
        }

        ready.SignalAndWait();
        var watch = Stopwatch.StartNew();
        while (connection is not null && watch.Elapsed.TotalSeconds < order.Seconds && MayStart())
        {
            var start = watch.Elapsed;
            try
            {
                flow.Once(connection);
                latencies.Add(flow.Counted ?? (watch.Elapsed - start));
            }
            catch (UnexpectedAnswerException e)
            {
                Fail(e);
            }
            catch (Exception e)
            {
                Fail(e);
                break;
            }
        }

        connection?.Dispose();
        lock (_latencies) _latencies.Add(latencies);
    }

    private bool MayStart() =>
        Volatile.Read(ref _failures) < FailuresUntilGivenUp && (order.Operations == 0 || Interlocked.Increment(ref _started) <= order.Operations);

    private void Fail(Exception e)
    {
        Interlocked.Increment(ref _failures);
        Interlocked.CompareExchange(ref _firstFailure, e.Message, null);
    }

    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
