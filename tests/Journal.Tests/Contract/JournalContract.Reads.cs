namespace OrleansStore.Journal.Tests.Contract;

public abstract partial class JournalContract
{
    [Theory]
    [InlineData(0, 3, new[] { 1, 2, 3 })]
    [InlineData(0, 1, new[] { 1 })]
    [InlineData(1, 2, new[] { 2, 3 })]
    [InlineData(8, 100, new[] { 9, 10 })]
    [InlineData(10, 100, new int[0])]
    [InlineData(500, 100, new int[0])]
    [InlineData(-1, 2, new[] { 1, 2 })]
    [InlineData(0, int.MaxValue, new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    public async Task A_stream_is_read_forwards_from_after_a_version(int after, int max, int[] versions)
    {
        await TenInEachOfTwoStreams();
        (await Journal.ReadStreamAsync(Given.Stream(1), after, max, Cancellation)).Select(e => e.Version).ShouldBe(versions);
        (await Journal.ReadStreamAsync("plain", after, max, Cancellation)).Select(e => e.Version).ShouldBe(versions);
    }

    [Theory]
    [InlineData(int.MaxValue, 3, new[] { 10, 9, 8 })]
    [InlineData(11, 1, new[] { 10 })]
    [InlineData(3, 100, new[] { 2, 1 })]
    [InlineData(3, 1, new[] { 2 })]
    [InlineData(2, 100, new[] { 1 })]
    [InlineData(1, 100, new int[0])]
    [InlineData(0, 100, new int[0])]
    [InlineData(11, int.MaxValue, new[] { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    public async Task A_stream_is_read_backwards_from_before_a_version(int before, int max, int[] versions)
    {
        await TenInEachOfTwoStreams();
        (await Journal.ReadStreamBackwardsAsync(Given.Stream(1), before, max, Cancellation)).Select(e => e.Version).ShouldBe(versions);
        (await Journal.ReadStreamBackwardsAsync("plain", before, max, Cancellation)).Select(e => e.Version).ShouldBe(versions);
    }

    [Fact]
    public async Task The_global_order_is_the_order_of_the_appends_whatever_the_page_size()
    {
        await TenInEachOfTwoStreams();
        await Store.ReopenAsync();
        await Journal.AppendAsync("late", 0, Given.Events(100, 3));

        var expected = await Journal.ReadAllAsync(0, 1_000, Cancellation);
        expected.Count.ShouldBe(23);
        expected.Select(e => e.Position).ShouldBeInOrder(SortDirection.Ascending);
        foreach (var page in new[] { 1, 2, 7, 23, 24 })
            (await Journal.ReadEverythingAsync(page)).Select(e => e.EventId).ShouldBe(expected.Select(e => e.EventId));
        (await Journal.ReadAllAsync(-5, 1, Cancellation))[0].EventId.ShouldBe(expected[0].EventId);
        (await Journal.ReadAllAsync(long.MaxValue - 1, 1, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_behind_concurrent_writers_sees_every_event_once_and_in_order()
    {
        const int writers = 16, streams = 25, perStream = 4;
        const int total = writers * streams * perStream;
        var tailers = Enumerable.Range(1, 3).Select(n => Task.Run(() => TailAsync(n * 7), Cancellation)).ToList();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() => WriteAsync(w), Cancellation)));

        var everything = await Journal.ReadEverythingAsync();
        everything.Count.ShouldBe(total);
        foreach (var tailer in tailers) (await tailer).ShouldBe(everything.Select(e => (e.Position, e.EventId)));
        foreach (var stream in everything.GroupBy(e => e.Stream)) stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, perStream));

        async Task WriteAsync(int writer)
        {
            for (var s = 0; s < streams; s++)
            {
                for (var v = 0; v < perStream; v++)
                {
                    var number = (writer * streams + s) * perStream + v;
                    var result = await Journal.AppendAsync(Given.Stream(writer * streams + s), v, Given.Events(number, 1));
                    Journal.Head.ShouldBeGreaterThanOrEqualTo(result.Position);
                }
            }
        }

        async Task<List<(long, Guid)>> TailAsync(int page)
        {
            var seen = new List<(long, Guid)>();
            long position = 0;
            while (seen.Count < total)
            {
                await Journal.WaitForAppendAsync(position, Cancellation);
                var next = await Journal.ReadAllAsync(position, page, Cancellation);
                next.ShouldNotBeEmpty();
                seen.AddRange(next.Select(e => (e.Position, e.EventId)));
                position = next[^1].Position;
            }

            return seen;
        }
    }

    [Fact]
    public async Task Waiting_for_an_append_ends_at_once_when_it_is_there_already()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 3));
        await Journal.WaitForAppendAsync(0, Cancellation);
        await Journal.WaitForAppendAsync(2, Cancellation);
    }

    [Fact]
    public async Task Many_waiters_are_woken_by_the_append_they_wait_for_and_not_before()
    {
        var next = Enumerable.Range(0, 500).Select(_ => Journal.WaitForAppendAsync(0, Cancellation).AsTask()).ToList();
        var later = Journal.WaitForAppendAsync(1, Cancellation).AsTask();
        next.ShouldAllBe(t => !t.IsCompleted);

        await Journal.AppendAsync("s", 0, Given.Events(0, 1));
        await Task.WhenAll(next);
        later.IsCompleted.ShouldBeFalse();

        await Journal.AppendAsync("s", 1, Given.Events(1, 1));
        await later;
    }

    [Fact]
    public async Task A_waiter_can_give_up()
    {
        using var patience = new CancellationTokenSource();
        var waiting = Journal.WaitForAppendAsync(0, patience.Token).AsTask();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await Journal.AppendAsync("s", 0, Given.Events(0, 1));
    }

    [Fact]
    public async Task A_read_that_asks_for_nothing_or_was_cancelled_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Journal.ReadStreamAsync("s", 0, 0, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Journal.ReadStreamBackwardsAsync("s", 0, 0, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Journal.ReadAllAsync(0, 0, Cancellation));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Journal.ReadAllAsync(0, 1, new CancellationToken(canceled: true)));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Journal.ReadStreamAsync("s", 0, 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Closing_twice_is_closing_once()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 1));
        var journal = (IAsyncDisposable)Journal;
        await journal.DisposeAsync();
        await journal.DisposeAsync();
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await Journal.AppendAsync("s", 1, Given.Events(1, 1)))).Fault.ShouldBe(JournalFault.Closed);
    }

    private async Task TenInEachOfTwoStreams()
    {
        for (var version = 0; version < 10; version++)
        {
            await Journal.AppendAsync(Given.Stream(1), version, Given.Events(version, 1));
            await Journal.AppendAsync("plain", version, Given.Events(50 + version, 1));
        }
    }
}
