using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sqlite;

public sealed class SqliteStorageTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new() { Configure = options => options with { CheckpointPages = 50 } };

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task The_view_shows_what_readers_read()
    {
        var own = Given.Id(3);
        NewEvent[] events =
        [
            Given.Event(0), Given.Event(1) with { Actor = "guest" }, Given.Event(2) with { CorrelationId = own },
            Given.Event(3) with { CorrelationId = Given.Event(3).CausationId }, Given.Event(4) with { Actor = $"admin:{own:N}" },
        ];
        foreach (var stream in new[] { $"order-{own:N}", $"cart-{own:D}", "plain" })
        {
            foreach (var first in events) await _store.Journal.AppendAsync($"{stream}{(first == events[0] ? "" : first.EventId.ToString("N"))}", 0, [first, .. events]);
        }

        var read = await _store.Journal.ReadEverythingAsync();
        var rows = Rows("SELECT position, stream, version, type, time, actor, payload, event_id, causation_id, correlation_id FROM journal ORDER BY position", 10);
        rows.ShouldBe(read.Select(e => string.Join('|',
            e.Position, e.Stream, e.Version, e.Type, e.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), e.Actor,
            System.Text.Encoding.UTF8.GetString(e.Payload.Span), e.EventId.ToString("N"), e.CausationId.ToString("N"), e.CorrelationId.ToString("N"))));
    }

    [Fact]
    public async Task More_patterns_than_numbers_are_stored_as_text()
    {
        var streams = Enumerable.Range(0, 300).Select(n => Given.Stream(n, $"category{n}")).ToList();
        for (var n = 0; n < 300; n++)
            await _store.Journal.AppendAsync(streams[n], 0, [Given.Event(n) with { Actor = $"kind{n}:{Given.Id(n):N}" }]);

        await _store.ReopenAsync();

        for (var n = 0; n < 300; n++)
        {
            (await _store.Journal.ReadStreamAsync(streams[n], 0, 10, TestContext.Current.CancellationToken))
                .ShouldHaveSingleItem().ShouldBe(Given.Event(n) with { Actor = $"kind{n}:{Given.Id(n):N}" }, streams[n], 1);
            (await _store.Journal.AppendAsync(streams[n], 1, [Given.Event(n)])).Version.ShouldBe(2);
        }
    }

    [Fact]
    public async Task The_log_stays_short_while_the_journal_grows_and_is_read()
    {
        const int commits = 120;
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested) await _store.Journal.ReadStreamAsync("s0", 0, 1_000);
        }, TestContext.Current.CancellationToken);

        long longest = 0;
        for (var n = 0; n < commits; n++)
        {
            await _store.Journal.AppendAsync($"s{n}", 0, [.. Enumerable.Range(0, 64).Select(i => Given.Event(i) with { Payload = new byte[1_000] })]);
            longest = Math.Max(longest, new FileInfo(_store.File + "-wal").Length);
        }

        await done.CancelAsync();
        await reader;
        longest.ShouldBeLessThan(4_000_000);
        await _store.CloseAsync();
        new FileInfo(_store.File).Length.ShouldBeGreaterThan(commits * 64_000L);
        File.Exists(_store.File + "-wal").ShouldBeFalse();
    }

    [Fact]
    public async Task Deleting_all_snapshots_loses_nothing_but_time()
    {
        await _store.Journal.AppendAsync("s", 0, Given.Events(0, 3));
        await _store.Journal.SaveSnapshotAsync("s", new Snapshot(3, 3, "t", new byte[] { 1 }));
        await _store.CloseAsync();
        using (var database = SqliteDatabase.Open(_store.File, readOnly: false, 1 << 20, TimeSpan.Zero)) database.Execute("DELETE FROM snapshots");

        (await _store.Journal.ReadSnapshotAsync("s", TestContext.Current.CancellationToken)).ShouldBeNull();
        (await _store.Journal.ReadStreamAsync("s", 0, 10, TestContext.Current.CancellationToken)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_event_of_a_purchase_takes_at_most_110_bytes_beside_its_payload()
    {
        const int orders = 2_000, perOrder = 6, payload = 180;
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, orders).Select(AppendOrderAsync));
        await _store.CloseAsync();
        (new FileInfo(_store.File).Length / (orders * perOrder) - payload).ShouldBeLessThanOrEqualTo(110);

        async Task AppendOrderAsync(int order)
        {
            var id = RandomId();
            var customer = $"customer:{RandomId()}";
            for (var version = 0; version < perOrder; version++)
            {
                var e = new NewEvent(RandomId(), "order.placed.v1", RandomId(), id, version == 3 ? "system" : customer, Given.Start, new byte[payload]);
                await _store.Journal.AppendAsync($"order-{id:N}", version, [e]);
            }
        }

        Guid RandomId()
        {
            lock (random)
            {
                var bytes = new byte[16];
                random.NextBytes(bytes);
                return new Guid(bytes);
            }
        }
    }

    private List<string> Rows(string sql, int columns)
    {
        using var database = SqliteDatabase.Open(_store.File, readOnly: true, 1 << 20, TimeSpan.Zero);
        using var statement = database.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step()) rows.Add(string.Join('|', Enumerable.Range(0, columns).Select(statement.Text)));
        return rows;
    }
}
