using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Memory;

public sealed class MemoryStore : JournalStore
{
    private readonly MemoryDisk _disk = new();

    public MemoryJournalOptions Options { get; init; } = new();

    public override IJournal Open() => new MemoryJournal(_disk, Options);
}

public sealed class MemoryJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new MemoryStore();
}

public sealed class SlowMemoryJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new MemoryStore
    {
        Options = new MemoryJournalOptions { Time = TimeProvider.System, CommitLatency = () => TimeSpan.FromMilliseconds(1) },
    };
}
