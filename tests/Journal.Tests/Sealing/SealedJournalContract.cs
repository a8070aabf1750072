using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sealing;

/// <summary>Sealed or not, a journal is a journal: the whole contract, with the payloads' numbers personal and the snapshots sealed.</summary>
public sealed class SealedJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new SealedStore();

    private sealed class SealedStore : JournalStore
    {
        private readonly MemoryDisk _disk = new();

        public override IJournal Open() => new EverythingSealed(new MemoryJournal(_disk));
    }

    /// <summary>Says of everything that it is about somebody.</summary>
    private sealed class EverythingSealed(MemoryJournal inner) : IJournal, IDurableRows, IAsyncDisposable
    {
        private static readonly EventCodec Codec = new([new EventType("order.placed.v1", SealingJson.Default.Numbered)]);

        private readonly SealedJournal _sealed = new(
            new RawJournal(inner), Sealing.Keys(inner, Sealing.Master(1)), new PersonalMembers(Codec, typeof(SecretAttribute)));

        public long Head => _sealed.Head;

        public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) =>
            _sealed.AppendAsync(stream, expectedVersion, [.. events.Select(e => e with { Subject = SubjectOf(e) })]);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) =>
            _sealed.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) =>
            _sealed.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default) =>
            _sealed.ReadAllAsync(afterPosition, maxCount, cancellation);

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => _sealed.WaitForAppendAsync(position, cancellation);

        public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => _sealed.ReadSnapshotAsync(stream, cancellation);

        public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => _sealed.SaveSnapshotAsync(stream, snapshot with { Subject = Given.Id(1) });

        public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value) => inner.UpsertRowAsync(table, key, value);

        public ValueTask DeleteRowAsync(string table, string key) => inner.DeleteRowAsync(table, key);

        public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default) => inner.ReadRowAsync(table, key, cancellation);

        public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default) => inner.ReadRowsAsync(table, cancellation);

        public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default) =>
            inner.ReadRowsAsync(table, after, maxCount, cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        /// <summary>Some payloads of the contract are no JSON; nobody says anything of anybody in those.</summary>
        private static Guid? SubjectOf(NewEvent e) => e.Payload.Span.StartsWith("{"u8) ? Given.Id(e.EventId.ToByteArray()[0] % 5) : null;
    }
}
