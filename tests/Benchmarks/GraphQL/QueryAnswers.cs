using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Benchmarks.GraphQL;

/// <summary>One page of products by the GraphQL engine, of a document that it knows and of one that it has to parse and validate, beside the same JSON by hand; turn and turn about.</summary>
internal sealed class QueryAnswers : IScenario
{
    private const int Turns = 4;

    private readonly Catalog _catalog = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly GraphRequest _known = new(Catalog.Query);
    private GraphEngine _engine = null!;
    private long _number;

    public Task StartAsync(string folder)
    {
        _engine = _catalog.Engine();
        var byHand = Bytes(_catalog.Write);
        if (!Bytes(writer => Answer(writer, _known)).SequenceEqual(byHand)) throw new InvalidOperationException("The answers differ.");
        return Task.CompletedTask;
    }

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var (byHand, known, unknown) = (new Sum(), new Sum(), new Sum());
        for (var turn = 0; turn < Turns; turn++)
        {
            Run(byHand, duration / (3 * Turns), _catalog.Write);
            Run(known, duration / (3 * Turns), writer => Answer(writer, _known));
            Run(unknown, duration / (3 * Turns), writer => Answer(writer, new GraphRequest(Unknown())));
        }

        return Task.FromResult(new Dictionary<string, double>
        {
            ["by hand, µs each"] = byHand.Microseconds,
            ["known document, µs each"] = known.Microseconds,
            ["new document, µs each"] = unknown.Microseconds,
            ["known ÷ by hand"] = known.Microseconds / byHand.Microseconds,
            ["known document, bytes allocated each"] = known.Allocated,
        });
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>A document that means the same and was never sent before.</summary>
    private string Unknown() => string.Create(CultureInfo.InvariantCulture, $"{Catalog.Query}# {_number++}");

    private void Answer(Utf8JsonWriter writer, GraphRequest request)
    {
        var task = _engine.ExecuteAsync(request);
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException("Nothing here has to be waited for.");
        task.Result.WriteTo(writer);
    }

    private byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer)) write(writer);
        return _buffer.WrittenSpan.ToArray();
    }

    private void Run(Sum sum, TimeSpan duration, Action<Utf8JsonWriter> write)
    {
        var (watch, allocated, count) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread(), 0L);
        using var writer = new Utf8JsonWriter(_buffer);
        for (; watch.Elapsed < duration; count++)
        {
            _buffer.ResetWrittenCount();
            writer.Reset(_buffer);
            write(writer);
            writer.Flush();
        }

        sum.Add(count, watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>Several turns together.</summary>
    private sealed class Sum
    {
        private long _count;
        private TimeSpan _time;
        private long _allocated;

        public double Microseconds => _time.TotalMicroseconds / _count;

        public double Allocated => (double)_allocated / _count;

        public void Add(long count, TimeSpan time, long allocated) =>
            (_count, _time, _allocated) = (_count + count, _time + time, _allocated + allocated);
    }
}
