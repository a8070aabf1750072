using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>All projections with their tables: one live slot of each, and one beside it of each that is being rebuilt.</summary>
internal sealed partial class ProjectionSlots
{
    /// <summary>The note of a generation that waits to be dropped.</summary>
    private const string GivenUp = "given up";

    private readonly ReadModelDatabase _database;
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HashSet<(IProjection Projection, int Number)> _unwanted = [];
    private volatile ProjectionSlot[] _all = [];
    private FrozenDictionary<string, ProjectionSlot[]> _wanting = FrozenDictionary<string, ProjectionSlot[]>.Empty;

    public ProjectionSlots(IEnumerable<ProjectionSource> sources, ReadModelDatabase database, IJournal journal, TimeProvider time, ILogger logger)
    {
        (_database, _journal, _time, _logger) = (database, journal, time, logger);
        foreach (var source in sources)
        {
            var projection = source.Make();
            Sources.Add(projection.Name, (source, projection));
        }
    }

    /// <summary>By name: how to make another, and the one that is live when the process starts.</summary>
    public OrderedDictionary<string, (ProjectionSource Source, IProjection First)> Sources { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<ProjectionSlot> All => _all;

    public IEnumerable<ProjectionSlot> Live => _all.Where(s => s.IsLive);

    public IEnumerable<ProjectionSlot> Building => _all.Where(s => !s.IsLive);

    public ProjectionSlot? LiveOf(string name) => Array.Find(_all, s => s.IsLive && s.Name == name);

    public ProjectionSlot? BuildingOf(string name) => Array.Find(_all, s => !s.IsLive && s.Name == name);

    /// <summary>Who wants an event of the type.</summary>
    public ProjectionSlot[] Wanting(string type) => _wanting.TryGetValue(type, out var slots) ? slots : [];

    public void Set(IEnumerable<ProjectionSlot> slots)
    {
        var all = slots.ToArray();
        _wanting = all
            .SelectMany(slot => slot.Projection.EventTypes.Select(type => (type, slot)))
            .GroupBy(pair => pair.type, StringComparer.Ordinal)
            .ToFrozenDictionary(types => types.Key, types => types.Select(pair => pair.slot).ToArray(), StringComparer.Ordinal);
        foreach (var slot in all.Where(s => s.IsLive)) _database.SetLive(slot.Name, slot.Saved.Number);
        _all = all;
    }

    /// <summary>
    /// Finds each projection's place, as the process that writes. One whose rows have another shape or come from another
    /// journal starts anew; a rebuild that was under way goes on.
    /// </summary>
    public async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        List<Generation> saved = [];
        _unwanted.Clear();
        await _database.OnWriterAsync(() => saved = ProjectionTable.Read(_database.Writer));
        var usable = new HashSet<Generation>();
        foreach (var generation in saved)
        {
            if (Sources.TryGetValue(generation.Projection, out var source) && generation.Note != GivenUp && generation.SchemaVersion == source.First.SchemaVersion && await IsOursAsync(generation, cancellation))
                usable.Add(generation);
        }

        // New instances: what one has learnt from rows may have changed since, by another process or with the rows themselves.
        List<ProjectionSlot> slots = [];
        await _database.OnWriterAsync(() => slots = Sources.Values.SelectMany(s => Open(s.Source, saved, usable)).ToList());
        foreach (var slot in slots.Where(s => s.IsLive))
        {
            _database.SetLive(slot.Name, slot.Saved.Number);
            slot.Projection.Swapped();
        }

        Set(slots);
    }

    /// <summary>Empty tables beside those that there are.</summary>
    public ProjectionSlot Begin(IProjection projection, bool isLive, int number)
    {
        var begun = new Generation(projection.Name, number, isLive, projection.SchemaVersion, 0, Guid.Empty, _time.GetUtcNow());
        var tables = _database.Writer.Tables(projection.Name, number);
        // Of a beginning that came to nothing.
        tables.Drop([.. projection.Derived, .. projection.Tables]);
        projection.Discard();
        projection.Create(tables);
        ProjectionTable.Save(_database.Writer, begun);
        return new ProjectionSlot(projection, begun);
    }

    /// <summary>A number that no tables have, not even those that wait to be dropped.</summary>
    public int NextNumber(ProjectionSlot live) =>
        _unwanted.Where(u => u.Projection.Name == live.Name).Select(u => u.Number).Append(live.Saved.Number).Max() + 1;

    /// <summary>Writes down that a generation's tables are not wanted any more.</summary>
    public void GiveUp(Generation generation) => ProjectionTable.Save(_database.Writer, generation with { IsLive = false, Note = GivenUp });

    /// <summary>It is written down for good that they are not wanted: they are dropped once nobody reads them.</summary>
    public void MayDrop(IProjection projection, Generation generation) => _unwanted.Add((projection, generation.Number));

    /// <summary>Drops what is not wanted, as far as nobody reads it now.</summary>
    public void DropUnwanted()
    {
        foreach (var (projection, number) in _unwanted.ToList())
        {
            try
            {
                using var transaction = _database.Writer.BeginWithoutWaiting();
                ProjectionTable.Delete(_database.Writer, projection.Name, number);
                _database.Writer.Tables(projection.Name, number).Drop([.. projection.Derived, .. projection.Tables]);
                transaction.Commit();
                _unwanted.Remove((projection, number));
                _database.Writer.Forget(projection.Name, number + 1);
            }
            catch (ReadModelFailure e)
            {
                LogInUse(_logger, projection.Name, number, e);
            }
        }
    }

    private List<ProjectionSlot> Open(ProjectionSource source, List<Generation> saved, HashSet<Generation> usable)
    {
        var first = source.Make();
        var slots = new List<ProjectionSlot>();
        var known = saved.Where(g => g.Projection == first.Name).ToList();
        var live = known.Find(g => g.IsLive);
        using var transaction = _database.Writer.Begin();
        if (live is not null && usable.Contains(live)) slots.Add(new ProjectionSlot(first, live));
        else
        {
            if (live is { Note: not GivenUp }) LogStartsAnew(_logger, first.Name, live.SchemaVersion, live.Position);
            slots.Add(Begin(first, isLive: true, known.Count == 0 ? 1 : known.Max(g => g.Number) + 1));
        }

        var unwanted = known.Where(g => g != slots[0].Saved).ToList();
        if (live is not null && usable.Contains(live) && unwanted.Find(usable.Contains) is { } building)
        {
            slots.Add(new ProjectionSlot(source.Make(), building));
            unwanted.Remove(building);
        }

        foreach (var generation in unwanted) GiveUp(generation);
        transaction.Commit();
        foreach (var generation in unwanted) MayDrop(first, generation);
        return slots;
    }

    private async ValueTask<bool> IsOursAsync(Generation saved, CancellationToken cancellation)
    {
        if (saved.Position == 0) return true;
        var found = await _journal.ReadAllAsync(saved.Position - 1, 1, cancellation);
        return found is [var e, ..] && e.Position == saved.Position && e.EventId == saved.EventId;
    }

    [LoggerMessage(1, LogLevel.Warning, "Projection {Projection} starts anew: its rows (shape {SchemaVersion}, position {Position}) are of another shape or another journal.")]
    private static partial void LogStartsAnew(ILogger logger, string projection, int schemaVersion, long position);

    [LoggerMessage(5, LogLevel.Information, "Generation {Generation} of projection {Projection} is still read and will be dropped later.")]
    private static partial void LogInUse(ILogger logger, string projection, int generation, Exception error);
}
