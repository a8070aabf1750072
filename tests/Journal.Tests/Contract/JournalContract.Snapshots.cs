using System.Text;

namespace OrleansStore.Journal.Tests.Contract;

public abstract partial class JournalContract
{
    [Fact]
    public async Task The_newest_snapshot_is_read_back_at_once_and_after_a_restart()
    {
        foreach (var stream in new[] { Given.Stream(1), "plain" })
        {
            await Journal.AppendAsync(stream, 0, Given.Events(0, 3));
            await Journal.SaveSnapshotAsync(stream, SnapshotOf(2));
            await Journal.SaveSnapshotAsync(stream, SnapshotOf(3));
            ShouldBeSame(await Journal.ReadSnapshotAsync(stream, Cancellation), SnapshotOf(3));
        }

        await Store.ReopenAsync();
        ShouldBeSame(await Journal.ReadSnapshotAsync(Given.Stream(1), Cancellation), SnapshotOf(3));
        ShouldBeSame(await Journal.ReadSnapshotAsync("plain", Cancellation), SnapshotOf(3));

        await Journal.SaveSnapshotAsync("plain", SnapshotOf(4));
        await Journal.AppendAsync("plain", 3, Given.Events(4, 1));
        await Store.ReopenAsync();
        ShouldBeSame(await Journal.ReadSnapshotAsync("plain", Cancellation), SnapshotOf(4));
        (await Journal.ReadSnapshotAsync(Given.Stream(2), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_snapshot_of_a_stream_without_events_is_dropped()
    {
        await Journal.SaveSnapshotAsync("none", SnapshotOf(1));
        await Journal.AppendAsync("other", 0, Given.Events(0, 1));
        await Store.ReopenAsync();
        (await Journal.ReadSnapshotAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_are_read_a_page_at_a_time_in_the_order_of_their_keys()
    {
        string[] keys = ["a", "a!", "a.1", "a.2", "ab", "b", "ä"];
        foreach (var key in keys.Reverse()) await Store.Rows.UpsertRowAsync("paged", key, "1"u8.ToArray());
        await Store.Rows.UpsertRowAsync("other", "a.0", "1"u8.ToArray());
        await Store.Rows.DeleteRowAsync("paged", "ab");
        await Store.ReopenAsync();

        (await PageAsync("", 3)).ShouldBe(["a", "a!", "a.1"]);
        (await PageAsync("a", 2)).ShouldBe(["a!", "a.1"]);
        (await PageAsync("a.1", 10)).ShouldBe(["a.2", "b", "ä"]);
        (await PageAsync("aa", 1)).ShouldBe(["b"]);
        (await PageAsync("ä", 10)).ShouldBeEmpty();

        async Task<IEnumerable<string>> PageAsync(string after, int count) =>
            (await Store.Rows.ReadRowsAsync("paged", after, count, Cancellation)).Select(row => row.Key);
    }

    [Fact]
    public async Task Rows_are_written_replaced_deleted_and_durable()
    {
        await Store.Rows.UpsertRowAsync("reminders", "a", "1"u8.ToArray());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Store.Rows.UpsertRowAsync("many", $"k{n:D2}", new[] { (byte)n }).AsTask()));
        await Store.Rows.UpsertRowAsync("reminders", "a", "2"u8.ToArray());
        await Store.Rows.UpsertRowAsync("reminders", "b", Array.Empty<byte>());
        await Store.Rows.DeleteRowAsync("many", "k07");
        await Store.Rows.DeleteRowAsync("many", "never there");

        await Store.ReopenAsync();

        (await Store.Rows.ReadRowAsync("reminders", "a", Cancellation))!.Value.ToArray().ShouldBe("2"u8.ToArray());
        (await Store.Rows.ReadRowAsync("reminders", "b", Cancellation))!.Value.Length.ShouldBe(0);
        (await Store.Rows.ReadRowAsync("reminders", "c", Cancellation)).ShouldBeNull();
        var many = await Store.Rows.ReadRowsAsync("many", Cancellation);
        many.Select(row => row.Key).ShouldBe(Enumerable.Range(0, 50).Where(n => n != 7).Select(n => $"k{n:D2}"));
        many[^1].Value.ToArray().ShouldBe([49]);
        Journal.Head.ShouldBe(0);
    }

    private static Snapshot SnapshotOf(int version) =>
        new(version, version, "order.v1", Encoding.UTF8.GetBytes($$"""{"version":{{version}}}"""));

    private static void ShouldBeSame(Snapshot? actual, Snapshot expected)
    {
        actual.ShouldNotBeNull();
        (actual with { Payload = default }).ShouldBe(expected with { Payload = default });
        actual.Payload.ToArray().ShouldBe(expected.Payload.ToArray());
    }
}
