namespace OrleansStore.Journal;

/// <summary>Appends whose unknown outcomes are resolved.</summary>
public static class JournalAppends
{
    /// <summary>
    /// Resolves an append whose outcome is unknown: reads the stream at the expected version, where the same event ids
    /// mean written, other ids a conflict, and nothing that the append may be tried again.
    /// </summary>
    /// <param name="unknown">What <see cref="IJournal.AppendAsync"/> threw.</param>
    /// <param name="attempts">How often to append once more before giving up.</param>
    /// <exception cref="JournalOutcomeUnknownException">Still unknown after all attempts.</exception>
    public static async ValueTask<AppendResult> ResolveAsync(
        this IJournal journal, JournalOutcomeUnknownException unknown, string stream, int expectedVersion, IReadOnlyList<NewEvent> events, TimeProvider time, int attempts = 3)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), time);
            try
            {
                if (await FindAsync(journal, stream, expectedVersion, events) is { } found) return found;
                var result = await journal.AppendAsync(stream, expectedVersion, events);
                if (result.Outcome == AppendOutcome.Appended) return result;
                // The conflict may be with these very events, landed since they were looked for.
                return await FindAsync(journal, stream, expectedVersion, events) ?? result;
            }
            catch (JournalOutcomeUnknownException e)
            {
                unknown = e;
            }
            catch (JournalUnavailableException e)
            {
                // This attempt wrote nothing; what the unknown one did is still open.
                unknown = new JournalOutcomeUnknownException(unknown.Message, e);
            }
        }

        return await LookOnceMoreAsync(journal, stream, expectedVersion, events) ?? throw unknown;
    }

    private static async ValueTask<AppendResult?> LookOnceMoreAsync(
        IJournal journal, string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        try
        {
            return await FindAsync(journal, stream, expectedVersion, events);
        }
        catch (JournalUnavailableException)
        {
            return null;
        }
    }

    /// <returns>What became of the events, or null when nothing stands where they would be.</returns>
    private static async ValueTask<AppendResult?> FindAsync(
        IJournal journal, string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var found = await journal.ReadStreamAsync(stream, expectedVersion, events.Count);
        if (found.Count == 0) return null;
        if (found.Count == events.Count && found.Zip(events).All(pair => pair.First.EventId == pair.Second.EventId))
            return new AppendResult(AppendOutcome.Appended, found[^1].Version, found[^1].Position);
        var newest = await journal.ReadStreamBackwardsAsync(stream, int.MaxValue, 1);
        return new AppendResult(AppendOutcome.Conflict, newest[0].Version, 0);
    }
}
