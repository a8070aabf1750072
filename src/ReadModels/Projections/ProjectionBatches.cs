using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Takes stretches of events into the tables, each with its checkpoint in one transaction.</summary>
internal sealed partial class ProjectionBatches(ProjectionSlots slots, ReadModelDatabase database, ILogger logger)
{
    /// <summary>Takes in a stretch of events; whoever cannot is stopped before the event it cannot take, the others go on.</summary>
    public void Take(List<ProjectionSlot> group, IReadOnlyList<StoredEvent> events, int start, int end)
    {
        if (group.Count == 0 || start == end) return;
        if (TryTake(group, events, start, end) is not { } stuck) return;
        // Rows that cannot be written do not tell by which event: the halves do.
        var at = stuck.At ?? (end - start == 1 ? start : (start + end) / 2);
        Take(group, events, start, at);
        if (stuck.At is not null || end - start == 1) Stop(stuck, events[at]);
        Take(group.FindAll(s => !s.Stopped), events, at, end);
    }

    /// <summary>Saves how far those are that nothing concerned for a while, so that other processes hear of it.</summary>
    public void SavePositions()
    {
        var unsaved = slots.All.Where(s => !s.Stopped && s.Last is { } last && s.Saved.Position < last.Position).ToList();
        if (unsaved.Count == 0) return;
        using (var transaction = database.Writer.Begin())
        {
            foreach (var slot in unsaved) ProjectionTable.Save(database.Writer, slot.At(slot.Last!));
            transaction.Commit();
        }

        foreach (var slot in unsaved) slot.Saved = slot.At(slot.Last!);
    }

    /// <summary>Commits the stretch, or tells who cannot take in which event; failures that may pass are thrown.</summary>
    private Stuck? TryTake(List<ProjectionSlot> group, IReadOnlyList<StoredEvent> events, int start, int end)
    {
        ProjectionSlot? current = null;
        int? at = null;
        try
        {
            for (var i = start; i < end; i++)
            {
                at = i;
                foreach (var slot in slots.Wanting(events[i].Type))
                {
                    if (!group.Contains(slot)) continue;
                    current = slot;
                    slot.Projection.Apply(events[i], slot.TablesOf(database.Writer));
                }
            }

            at = null;
            Commit(group, events[end - 1], ref current);
            return null;
        }
        catch (Exception e)
        {
            foreach (var slot in group) slot.Projection.Discard();
            // A read that was left half way would answer the next one.
            database.Writer.Reset();
            if (current is null || e is ReadModelFailure { IsBug: false }) throw;
            return new Stuck(current, at, e);
        }
    }

    private void Commit(List<ProjectionSlot> group, StoredEvent last, ref ProjectionSlot? current)
    {
        var changed = group.FindAll(s => s.Projection.HasChanges || last.Position - s.Saved.Position >= ReadModelLimits.UnsavedPositions);
        if (changed.Count > 0)
        {
            using var transaction = database.Writer.Begin();
            foreach (var slot in changed)
            {
                current = slot;
                slot.Projection.Flush(slot.TablesOf(database.Writer));
                // What is left for later fails here, where it is known whose it is.
                database.Writer.Send();
                ProjectionTable.Save(database.Writer, slot.At(last));
            }

            current = null;
            transaction.Commit();
            foreach (var slot in changed) slot.Saved = slot.At(last);
        }

        foreach (var slot in group) Move(slot, last);
    }

    /// <summary>The rows are committed: whatever a cache makes of it, they are not taken in again.</summary>
    private void Move(ProjectionSlot slot, StoredEvent last)
    {
        try
        {
            slot.MoveTo(last);
        }
        catch (Exception e)
        {
            LogNotPublished(logger, slot.Name, e);
            slot.Projection.Discard();
            slot.Projection.Swapped();
            (slot.Last, slot.Position) = (last, last.Position);
        }
    }

    private void Stop(Stuck stuck, StoredEvent e)
    {
        var (slot, _, error) = stuck;
        // The first event that it cannot take in is where it stands.
        if (slot.Stopped) return;
        slot.Error = $"The event at position {e.Position} ({e.Type} of {e.Stream}) cannot be taken in: {error.GetType().Name}.";
        slot.Stopped = true;
        LogStopped(logger, slot.Name, e.Position, e.Type, e.Stream, error);
        // Other processes are told by the table.
        ProjectionTable.Save(database.Writer, slot.Saved with { Note = slot.Error });
        database.Writer.Send();
    }

    /// <param name="At">The event that could not be applied; null when the stretch's rows could not be written.</param>
    private readonly record struct Stuck(ProjectionSlot Slot, int? At, Exception Error);

    [LoggerMessage(2, LogLevel.Error, "Projection {Projection} is stopped: it cannot take in the event at {Position} ({Type} of {Stream}).")]
    private static partial void LogStopped(ILogger logger, string projection, long position, string type, string stream, Exception error);

    [LoggerMessage(4, LogLevel.Error, "What is kept in memory of projection {Projection} could not be brought up to date; it starts over.")]
    private static partial void LogNotPublished(ILogger logger, string projection, Exception error);
}
