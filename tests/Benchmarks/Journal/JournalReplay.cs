using System.Diagnostics;
using System.Text.Json.Serialization;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Journal;
using OrleansStore.Journal.Sqlite;

namespace OrleansStore.Benchmarks.Journal;

/// <summary>Reads streams from the journal; decodes and folds their events, as an activation without a snapshot does.</summary>
internal sealed class JournalReplay : IScenario
{
    private const int Streams = 100;
    private const int EventsPerStream = 1_000;
    private readonly EventCodec _codec = new([new EventType("stock.held.v1", ReplayJson.Default.Held)]);
    private SqliteJournal? _journal;

    public async Task StartAsync(string folder)
    {
        _journal = SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") });
        for (var stream = 0; stream < Streams; stream++)
            await _journal.AppendAsync($"stock-{stream}", 0, [.. Enumerable.Range(0, EventsPerStream).Select(NewEvent)]);
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) => new()
    {
        ["µs an event, read"] = await MeasureAsync(duration / 2, _ => 1),
        ["µs an event, read, decoded and folded"] = await MeasureAsync(duration / 2, e => ((Held)_codec.Read(e)).Quantity),
    };

    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? default;

    private async Task<double> MeasureAsync(TimeSpan duration, Func<StoredEvent, int> fold)
    {
        var watch = Stopwatch.StartNew();
        long events = 0, sum = 0;
        for (var stream = 0; watch.Elapsed < duration; stream = (stream + 1) % Streams)
            foreach (var e in await _journal!.ReadStreamAsync($"stock-{stream}", 0, EventsPerStream))
            {
                sum += fold(e);
                events++;
            }

        return sum == events ? watch.Elapsed.TotalMicroseconds / Math.Max(events, 1) : throw new InvalidOperationException("Each event holds one piece.");
    }

    private NewEvent NewEvent(int number)
    {
        var (name, payload) = _codec.Write(new Held(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch.AddSeconds(number)));
        return new NewEvent(Guid.CreateVersion7(), name, Guid.CreateVersion7(), Guid.CreateVersion7(), "system", DateTimeOffset.UtcNow, payload);
    }
}

/// <summary>An event of a usual size.</summary>
internal sealed record Held(Guid OrderId, int Quantity, DateTimeOffset Until);

[JsonSerializable(typeof(Held))]
internal sealed partial class ReplayJson : JsonSerializerContext;
