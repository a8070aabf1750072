using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sealing;

public sealed class SealedJournalTests : IAsyncDisposable
{
    private static readonly Guid _ada = Given.Id(1);
    private static readonly Guid _ben = Given.Id(2);
    private static readonly Home _home = new("Seestraße \"1\"", null, 3, ["Ada", "sealed"]);
    private static readonly Home _depot = new("Dock 5", "ZH", 0, ["bell"]);
    private static readonly Moved _moved = new("A-1", "Ada \u00e9 \"sealed\":\"x\"}", null, _home, 1_299, [new(5, "Ada's \\ mother", _depot), new(7, "Ben", null)], ["secret tag"]);

    private readonly MemoryJournal _inner = new();
    private readonly SubjectKeys _keys;
    private readonly SealedJournal _journal;
    private int _event;

    public SealedJournalTests()
    {
        _keys = Sealing.Keys(_inner, Sealing.Master(1));
        _journal = new SealedJournal(new RawJournal(_inner), _keys, Sealing.Members);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    [Fact]
    public async Task What_is_personal_is_not_stored_in_clear_and_comes_back_byte_for_byte()
    {
        var given = await AppendAsync("p", 0, _moved, _ada);

        var stored = Text(await _inner.ReadStreamAsync("p", 0, 10, Cancellation));
        foreach (var secret in new[] { "Ada", "Seestra", "Ben", "mother", "secret tag" }) stored.ShouldNotContain(secret);
        stored.ShouldContain("A-1");
        stored.ShouldContain("1299");

        (await _journal.ReadStreamAsync("p", 0, 10, Cancellation))[0].Payload.ToArray().ShouldBe(given);
        (await _journal.ReadStreamBackwardsAsync("p", int.MaxValue, 10, Cancellation))[0].Payload.ToArray().ShouldBe(given);
        (await _journal.ReadAllAsync(0, 10, Cancellation))[0].Payload.ToArray().ShouldBe(given);
    }

    [Fact]
    public async Task Without_the_key_all_else_is_read_and_stand_ins_have_the_same_shape()
    {
        await AppendAsync("p", 0, _moved, _ada);
        await AppendAsync("p", 1, _moved with { Name = "Ben" }, _ben);
        await _keys.DestroyAsync(_ada);

        var read = (await _journal.ReadStreamAsync("p", 0, 10, Cancellation)).Select(e => (Moved)Sealing.Codec.Read(e)).ToList();
        read[0].ShouldBeEquivalentTo(new Moved(
            "A-1", "[erased]", null, new Home("[erased]", null, 0, []), 1_299,
            [new(5, "[erased]", _depot), new(7, "[erased]", null)], []));
        read[1].Name.ShouldBe("Ben");
        // Read models see the same of everybody, whether there is a key or not.
        var tail = await IJournalTail.Of(_journal).ReadAllAsync(0, 10, 0, Cancellation);
        tail.Select(e => ((Moved)Sealing.Codec.Read(e)).Name).ShouldBe(["[erased]", "[erased]"]);
    }

    [Fact]
    public async Task Of_somebody_whose_keys_are_destroyed_nothing_personal_is_stored_any_more()
    {
        await _keys.DestroyAsync(_ada);
        await AppendAsync("p", 0, _moved, _ada);
        await _journal.SaveSnapshotAsync("p", new Snapshot(1, 1, "t", "{\"name\":\"Ada\"}"u8.ToArray(), _ada));

        var stored = Text(await _inner.ReadStreamAsync("p", 0, 10, Cancellation));
        stored.ShouldNotContain("sealed");
        stored.ShouldNotContain("Ada");
        (await _inner.ReadSnapshotAsync("p", Cancellation)).ShouldBeNull();
        ((Moved)Sealing.Codec.Read((await _journal.ReadStreamAsync("p", 0, 10, Cancellation))[0])).Amount.ShouldBe(1_299);
    }

    [Fact]
    public async Task A_snapshot_is_sealed_as_a_whole_and_worthless_without_the_key()
    {
        await AppendAsync("p", 0, _moved, _ada);
        var snapshot = new Snapshot(1, 1, "t", "{\"state\":{\"name\":\"Ada\"}}"u8.ToArray(), _ada);
        await _journal.SaveSnapshotAsync("p", snapshot);

        Encoding.UTF8.GetString((await _inner.ReadSnapshotAsync("p", Cancellation))!.Payload.Span).ShouldNotContain("Ada");
        (await _journal.ReadSnapshotAsync("p", Cancellation))!.Payload.ToArray().ShouldBe(snapshot.Payload.ToArray());
        await _keys.DestroyAsync(_ada);
        Encoding.UTF8.GetString((await _journal.ReadSnapshotAsync("p", Cancellation))!.Payload.Span).ShouldBe("{}");
    }

    [Fact]
    public async Task What_nobody_is_the_subject_of_and_what_was_stored_before_is_read_as_it_is()
    {
        var (name, payload) = Sealing.Codec.Write(_moved);
        await _inner.AppendAsync("p", 0, [Event(name, payload, null)]);
        await _journal.AppendAsync("p", 1, [Event(name, payload, null)]);
        foreach (var stored in await _journal.ReadStreamAsync("p", 0, 10, Cancellation)) stored.Payload.ToArray().ShouldBe(payload);
    }

    [Fact]
    public async Task What_was_changed_or_put_into_another_type_does_not_open()
    {
        await AppendAsync("p", 0, _moved, _ada);
        var whole = (await _inner.ReadStreamAsync("p", 0, 1, Cancellation))[0];
        var bytes = whole.Payload.ToArray();
        bytes[^20] = bytes[^20] == (byte)'A' ? (byte)'B' : (byte)'A';
        var fault = (await Should.ThrowAsync<JournalUnavailableException>(async () => await _journal.OpenAsync(whole.Type, bytes))).Fault;
        fault.ShouldBe(JournalFault.Corrupt);
        await Should.ThrowAsync<JournalUnavailableException>(async () => await _journal.OpenAsync("order.counted.v1", whole.Payload));
    }

    [Fact]
    public void Whatever_is_sealed_opens_as_it_was()
    {
        var texts = ArbMap.Default.ArbFor<string>().Generator;
        var moved =
            from name in texts
            from phone in texts
            from street in texts
            from receivers in Gen.ArrayOf(texts, 3)
            from amount in ArbMap.Default.ArbFor<long>().Generator
            select new Moved(name ?? "", name ?? "", phone, street is null ? null : new Home(street, phone, 1, receivers), amount, [.. receivers.Select(r => new Parcel(1, r ?? "", null))]);
        var (key, ring) = (Sealing.KeyOf(7), new SubjectKeyRing([Sealing.KeyOf(7)], null));
        Prop.ForAll(moved.ToArbitrary(), m =>
        {
            var (name, payload) = Sealing.Codec.Write(m);
            var stored = SealedJson.Seal(payload, Sealing.Members.Find(name)!, _ada, key, name);
            return SealedJson.Split(stored.Span) is { } parts && parts.Subject == _ada
                && SealedJson.Open(parts, ring, name) is { } opened && opened.Span.SequenceEqual(payload)
                && Sealing.Codec.Read(name, SealedJson.Open(parts, new SubjectKeyRing([], Given.Start), name)!.Value) is Moved { Name: "[erased]" } left
                && left.Amount == m.Amount;
        }).Check(Config.QuickThrowOnFailure);
    }

    private static string Text(IEnumerable<StoredEvent> events) => string.Concat(events.Select(e => Encoding.UTF8.GetString(e.Payload.Span)));

    private async Task<byte[]> AppendAsync(string stream, int version, Moved moved, Guid subject)
    {
        var (name, payload) = Sealing.Codec.Write(moved);
        (await _journal.AppendAsync(stream, version, [Event(name, payload, subject)])).Outcome.ShouldBe(AppendOutcome.Appended);
        return payload;
    }

    private NewEvent Event(string name, byte[] payload, Guid? subject) => Given.Event(++_event) with { Type = name, Payload = payload, Subject = subject };
}
