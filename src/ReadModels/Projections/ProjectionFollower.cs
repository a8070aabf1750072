using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Keeps a process that does not write on a par with the one that does: which tables are live, how far they are, and what its caches must drop.</summary>
internal sealed class ProjectionFollower(ProjectionSlots slots, ProjectionRebuilds rebuilds, ReadModelDatabase database, IJournalTail tail, ReadModelOptions options)
{
    /// <summary>Reads how far the other is, once.</summary>
    /// <returns>False while the other has not made all tables yet.</returns>
    public async ValueTask<bool> FollowAsync(long wanted, CancellationToken cancellation)
    {
        Dictionary<string, RebuildReport> reports = [];
        List<Generation> saved = [];
        try
        {
            await database.OnFollowerAsync(connection =>
            {
                // In this order: a rebuild that is done here has its tables there.
                reports = ProjectionRebuilds.Read(connection);
                saved = ProjectionTable.Read(connection);
            });
        }
        catch (ReadModelFailure e) when (e.IsMissingTable)
        {
            return false;
        }

        var live = saved.Where(g => g.IsLive).ToDictionary(g => g.Projection, StringComparer.Ordinal);
        if (slots.Sources.Keys.Any(name => !live.ContainsKey(name))) return false;

        if (slots.All.Count != slots.Sources.Count || slots.All.Any(s => !s.IsLive || s.Saved.Number != live[s.Name].Number)) Join(live);
        foreach (var slot in slots.All) (slot.Error, slot.Stopped) = (live[slot.Name].Note, live[slot.Name].Note is not null);
        rebuilds.Follow(reports, saved);
        await HearAsync(live, wanted, cancellation);
        return true;
    }

    private void Join(Dictionary<string, Generation> live)
    {
        var known = slots.All.Where(s => s.IsLive && s.Saved.Number == live[s.Name].Number).ToDictionary(s => s.Name);
        var joined = slots.Sources.Select(s => known.GetValueOrDefault(s.Key) ?? new ProjectionSlot(s.Value.First, live[s.Key])).ToList();
        foreach (var slot in joined.Where(s => !known.ContainsKey(s.Name)))
        {
            database.SetLive(slot.Name, slot.Saved.Number);
            slot.Projection.Swapped();
        }

        slots.Set(joined);
    }

    /// <summary>Reads the events between where each projection was and where it is, for what caches hold of them.</summary>
    private async ValueTask HearAsync(Dictionary<string, Generation> live, long wanted, CancellationToken cancellation)
    {
        while (slots.All.Where(s => s.Position < live[s.Name].Position).ToList() is { Count: > 0 } behind)
        {
            var from = behind.Min(s => s.Position);
            // All that the other has taken in is in the journal: a copy of it that lags must not answer.
            var events = await tail.ReadAllAsync(from, options.BatchSize, Math.Max(wanted, behind.Max(s => live[s.Name].Position)), cancellation);
            foreach (var e in events)
            {
                foreach (var slot in slots.Wanting(e.Type))
                {
                    if (slot.Position < e.Position && e.Position <= live[slot.Name].Position) slot.Projection.Heard(e);
                }
            }

            var to = events.Count < options.BatchSize ? long.MaxValue : events[^1].Position;
            foreach (var slot in behind)
            {
                slot.Projection.Committed();
                slot.Saved = live[slot.Name];
                slot.Position = Math.Max(slot.Position, Math.Min(to, live[slot.Name].Position));
            }
        }
    }
}
