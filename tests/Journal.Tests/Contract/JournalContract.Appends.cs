namespace OrleansStore.Journal.Tests.Contract;

public abstract partial class JournalContract
{
    [Fact]
    public async Task An_empty_journal_has_head_0_and_no_events()
    {
        Journal.Head.ShouldBe(0);
        (await Journal.ReadAllAsync(0, 10, Cancellation)).ShouldBeEmpty();
        (await Journal.ReadStreamAsync("nothing", 0, 10, Cancellation)).ShouldBeEmpty();
        (await Journal.ReadStreamAsync(Given.Stream(1), 0, 10, Cancellation)).ShouldBeEmpty();
        (await Journal.ReadStreamBackwardsAsync("nothing", int.MaxValue, 10, Cancellation)).ShouldBeEmpty();
        (await Journal.ReadSnapshotAsync("nothing", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Events_come_back_as_they_were_given_with_dense_versions()
    {
        var stream = Given.Stream(1);
        var events = Given.Events(0, 7);
        (await Journal.AppendAsync(stream, 0, events[..1])).ShouldBe(new AppendResult(AppendOutcome.Appended, 1, 1));
        (await Journal.AppendAsync(stream, 1, events[1..4])).ShouldBe(new AppendResult(AppendOutcome.Appended, 4, 4));
        (await Journal.AppendAsync(stream, 4, events[4..])).ShouldBe(new AppendResult(AppendOutcome.Appended, 7, 7));

        var stored = await Journal.ReadStreamAsync(stream, 0, 100, Cancellation);
        stored.Count.ShouldBe(7);
        for (var i = 0; i < 7; i++) stored[i].ShouldBe(events[i], stream, i + 1);
        Journal.Head.ShouldBe(stored[^1].Position);
    }

    [Fact]
    public async Task Events_come_back_as_they_were_given_after_a_restart()
    {
        var events = Given.Events(0, 5);
        await Journal.AppendAsync("a", 0, events[..3]);
        await Journal.AppendAsync(Given.Stream(1), 0, events[3..]);

        await Store.ReopenAsync();

        Journal.Head.ShouldBe(5);
        var all = await Journal.ReadAllAsync(0, 10, Cancellation);
        for (var i = 0; i < 3; i++) all[i].ShouldBe(events[i], "a", i + 1);
        for (var i = 3; i < 5; i++) all[i].ShouldBe(events[i], Given.Stream(1), i - 2);
        (await Journal.AppendAsync("a", 3, Given.Events(5, 1))).ShouldBe(new AppendResult(AppendOutcome.Appended, 4, 6));
        (await Journal.AppendAsync(Given.Stream(1), 0, Given.Events(6, 1))).ShouldBe(new AppendResult(AppendOutcome.Conflict, 2, 0));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(1, 0)]
    public async Task An_append_at_another_version_is_a_conflict_and_writes_nothing(int expected, int actual)
    {
        if (actual > 0) await Journal.AppendAsync("s", 0, Given.Events(0, actual));

        (await Journal.AppendAsync("s", expected, Given.Events(10, 2))).ShouldBe(new AppendResult(AppendOutcome.Conflict, actual, 0));

        Journal.Head.ShouldBe(actual);
        (await Journal.ReadAllAsync(0, 10, Cancellation)).Count.ShouldBe(actual);
    }

    [Fact]
    public async Task Of_many_appends_at_the_same_version_exactly_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var appends = Enumerable.Range(0, 50).Select(n => Journal.AppendAsync("s", round, Given.Events(round * 50 + n, 1)).AsTask());
            var results = await Task.WhenAll(appends);
            results.Count(r => r.Outcome == AppendOutcome.Appended).ShouldBe(1);
            results.ShouldAllBe(r => r.Version == round + 1);
        }

        (await Journal.ReadStreamAsync("s", 0, 100, Cancellation)).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Appends_to_one_stream_that_nobody_waited_between_are_written_in_their_order()
    {
        var appends = Enumerable.Range(0, 30).Select(n => Journal.AppendAsync("s", n * 2, Given.Events(n * 2, 2)).AsTask()).ToList();
        (await Task.WhenAll(appends)).ShouldBe(Enumerable.Range(1, 30).Select(n => new AppendResult(AppendOutcome.Appended, n * 2, n * 2)));
        (await Journal.ReadStreamAsync("s", 0, 100, Cancellation)).Select(e => e.EventId).ShouldBe(Enumerable.Range(0, 60).Select(Given.Id));
    }

    [Fact]
    public async Task A_conflict_does_not_fail_the_appends_beside_it()
    {
        await Journal.AppendAsync("taken", 0, Given.Events(0, 1));
        var good = Enumerable.Range(0, 30).Select(n => Journal.AppendAsync($"s{n}", 0, Given.Events(n * 10, 2)).AsTask()).ToList();
        var bad = Journal.AppendAsync("taken", 0, Given.Events(1_000, 1)).AsTask();
        var more = Enumerable.Range(30, 30).Select(n => Journal.AppendAsync($"s{n}", 0, Given.Events(n * 10, 2)).AsTask()).ToList();

        (await bad).Outcome.ShouldBe(AppendOutcome.Conflict);
        (await Task.WhenAll(good.Concat(more))).ShouldAllBe(r => r.Outcome == AppendOutcome.Appended);
    }

    [Fact]
    public async Task Appends_of_several_events_are_seen_whole_or_not_at_all_by_a_stream_reader()
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested) ((await Journal.ReadStreamAsync("s", 0, 10_000, Cancellation)).Count % 5).ShouldBe(0);
        }, Cancellation);

        for (var i = 0; i < 100; i++) await Journal.AppendAsync("s", i * 5, Given.Events(i * 5, 5));
        await done.CancelAsync();
        await reader;
    }

    [Fact]
    public async Task Streams_are_told_apart_by_their_exact_name()
    {
        var id = Given.Id(0xab).ToString("N");
        string[] names =
        [
            $"order-{id}", $"cart-{id}", $"Order-{id}", $"order-{id.ToUpperInvariant()}", $"order-{Given.Id(0xab):D}", $"order{id}", id,
            $"-{id}", $"order-{id} ", $" order-{id}", $"order-{id[1..]}", $"order-x{id[1..]}", "order-", "order", "1", "01", "1.0", "ключ", "鍵-🛒", "a\nb", "'; --",
            $"order-{{N}}{id}", $"{{N}}", new string('x', JournalLimits.StreamNameLength), $"order-{{{Given.Id(0xab):D}}}",
        ];
        for (var i = 0; i < names.Length; i++)
            (await Journal.AppendAsync(names[i], 0, Given.Events(i, 1))).Outcome.ShouldBe(AppendOutcome.Appended, names[i]);

        await Store.ReopenAsync();

        for (var i = 0; i < names.Length; i++)
            (await Journal.ReadStreamAsync(names[i], 0, 10, Cancellation)).ShouldHaveSingleItem().ShouldBe(Given.Event(i), names[i], 1);
        (await Journal.ReadAllAsync(0, 100, Cancellation)).Select(e => e.Stream).ShouldBe(names);
    }

    [Fact]
    public async Task Ids_actors_and_times_of_every_kind_come_back()
    {
        var own = Given.Id(7);
        var stream = $"order-{own:N}";
        string[] actors = ["", "guest", "system", $"customer:{own:D}", $"customer:{own:N}", $"admin:{own:D}", "customer:ÄÖ", $"{own:N}", "a:b:c", new string('y', JournalLimits.EventNameLength)];
        var events = new List<NewEvent>();
        foreach (var actor in actors)
        {
            foreach (var (causation, correlation) in new[] { (own, own), (Given.Id(1), own), (own, Given.Id(2)), (Guid.Empty, Guid.Empty), (Given.Id(1), Guid.Empty) })
            {
                events.Add(Given.Event(events.Count) with { Actor = actor, CausationId = causation, CorrelationId = correlation });
            }
        }

        events.Add(Given.Event(900) with { Time = DateTimeOffset.MinValue });
        events.Add(Given.Event(901) with { Time = DateTimeOffset.MaxValue });
        events.Add(Given.Event(902) with { Time = new DateTimeOffset(2026, 3, 1, 0, 30, 0, TimeSpan.FromHours(2)) });
        events.Add(Given.Event(903) with { Payload = Array.Empty<byte>() });
        events.Add(Given.Event(904) with { Payload = new byte[] { 0, 255, 0, 1 } });
        events.Add(Given.Event(905) with { Type = "типы.v1" });
        await Journal.AppendAsync(stream, 0, events);
        await Journal.AppendAsync("plain", 0, events);

        await Store.ReopenAsync();

        var packed = await Journal.ReadStreamAsync(stream, 0, 1_000, Cancellation);
        var plain = await Journal.ReadStreamAsync("plain", 0, 1_000, Cancellation);
        for (var i = 0; i < events.Count; i++)
        {
            packed[i].ShouldBe(events[i], stream, i + 1);
            plain[i].ShouldBe(events[i], "plain", i + 1);
        }
    }

    [Fact]
    public async Task What_exceeds_a_limit_is_refused_and_writes_nothing()
    {
        var one = Given.Events(0, 1);
        await Refused(() => Journal.AppendAsync("", 0, one));
        await Refused(() => Journal.AppendAsync(new string('x', JournalLimits.StreamNameLength + 1), 0, one));
        await Refused(() => Journal.AppendAsync(new string('я', JournalLimits.StreamNameLength / 2 + 1), 0, one));
        await Refused(() => Journal.AppendAsync("a\0b", 0, one));
        await Refused(() => Journal.AppendAsync("lone \ud800 surrogate \ufffd", 0, one));
        await Refused(() => Journal.AppendAsync("s", -1, one));
        await Refused(() => Journal.AppendAsync("s", 0, []));
        await Refused(() => Journal.AppendAsync("s", 0, Given.Events(0, JournalLimits.EventsPerAppend + 1)));
        await Refused(() => Journal.AppendAsync("s", 0, [one[0] with { Payload = new byte[JournalLimits.PayloadBytes + 1] }]));
        await Refused(() => Journal.AppendAsync("s", 0, [one[0] with { Type = "" }]));
        await Refused(() => Journal.AppendAsync("s", 0, [one[0] with { Actor = new string('x', JournalLimits.EventNameLength + 1) }]));
        await Refused(() => Journal.AppendAsync("s", 0, [one[0], one[0] with { Actor = "a\0" }]));
        Journal.Head.ShouldBe(0);

        async Task Refused(Func<ValueTask<AppendResult>> append) => await Should.ThrowAsync<ArgumentException>(async () => await append());
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_taken()
    {
        var largest = Given.Event(0) with { Payload = new byte[JournalLimits.PayloadBytes] };
        (await Journal.AppendAsync(new string('я', JournalLimits.StreamNameLength / 2), 0, [largest])).Outcome.ShouldBe(AppendOutcome.Appended);
        (await Journal.AppendAsync("many", 0, Given.Events(1, JournalLimits.EventsPerAppend))).Version.ShouldBe(JournalLimits.EventsPerAppend);
        (await Journal.ReadStreamAsync(new string('я', JournalLimits.StreamNameLength / 2), 0, 1, Cancellation))[0].Payload.Length.ShouldBe(JournalLimits.PayloadBytes);
        (await Journal.ReadStreamAsync("many", 0, 10_000, Cancellation)).Count.ShouldBe(JournalLimits.EventsPerAppend);
    }

    [Fact]
    public async Task A_closed_journal_refuses_with_Closed()
    {
        var journal = Journal;
        var waiting = journal.WaitForAppendAsync(0, Cancellation).AsTask();
        await Store.CloseAsync();

        await Closed(async () => await journal.AppendAsync("s", 0, Given.Events(0, 1)));
        await Closed(async () => await journal.ReadStreamAsync("s", 0, 1));
        await Closed(async () => await journal.WaitForAppendAsync(0));
        await Closed(() => waiting);

        static async Task Closed(Func<Task> ask) =>
            (await Should.ThrowAsync<JournalUnavailableException>(ask)).Fault.ShouldBe(JournalFault.Closed);
    }

    [Fact]
    public async Task Closing_commits_what_waits()
    {
        var appends = Enumerable.Range(0, 200).Select(n => Journal.AppendAsync($"s{n}", 0, Given.Events(n, 1)).AsTask()).ToList();
        await Store.CloseAsync();
        (await Task.WhenAll(appends)).ShouldAllBe(r => r.Outcome == AppendOutcome.Appended);
        Journal.Head.ShouldBe(200);
    }

    [Fact]
    public void A_store_that_is_open_is_refused_to_a_second_journal()
    {
        _ = Journal;
        var refused = Should.Throw<JournalUnavailableException>(() => Store.Open());
        refused.Fault.ShouldBe(JournalFault.Locked);
    }
}
