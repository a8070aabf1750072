using System.Diagnostics;
using System.Globalization;
using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Crash;

/// <summary>A process that appends until it is killed, and says on standard output what was acknowledged.</summary>
public sealed class Appender : IDisposable
{
    public const string Command = "append-until-killed";
    private const int Writers = 16;
    private readonly Process _process;

    private Appender(Process process) => _process = process;

    public int Id => _process.Id;

    public static Appender Start(string journal)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OrleansStore.Journal.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return new Appender(Process.Start(new ProcessStartInfo(program, [Command, journal]) { RedirectStandardOutput = true })!);
    }

    /// <summary>The next acknowledged event, or null at the end.</summary>
    public async Task<Acknowledged?> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync();
        // The last line may have been cut off by the kill.
        return line is not null && line.EndsWith(';') ? Acknowledged.Parse(line) : null;
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    public static async Task<int> RunAsync(string path)
    {
        await using var journal = SqliteJournal.Open(new SqliteJournalOptions { Path = path, CheckpointPages = 64 });
        var start = (int)journal.Head;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => AppendForeverAsync(journal, start, writer)));
        return 0;
    }

    private static async Task AppendForeverAsync(SqliteJournal journal, int start, int writer)
    {
        await Task.Yield();
        for (var s = 0; ; s++)
        {
            var stream = Given.Stream((start * Writers + writer) * 10_000 + s);
            for (var version = 0; version < 6;)
            {
                var events = Given.Events(((start * 31 + s) * Writers + writer) * 6 + version, 1 + (s + version) % 3);
                var result = await journal.AppendAsync(stream, version, events);
                for (var i = 0; i < events.Length; i++)
                    await Console.Out.WriteLineAsync(new Acknowledged(result.Position - events.Length + 1 + i, stream, version + 1 + i, events[i].EventId).ToString());
                version = result.Version;
            }
        }
    }
}

/// <summary>An event that was acknowledged before the process was killed.</summary>
public sealed record Acknowledged(long Position, string Stream, int Version, Guid EventId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position} {Stream} {Version} {EventId};");

    public static Acknowledged Parse(string line)
    {
        var parts = line.TrimEnd(';').Split(' ');
        return new Acknowledged(
            long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture), Guid.Parse(parts[3]));
    }
}
