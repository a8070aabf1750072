namespace OrleansStore.Journal.Postgres;

/// <summary>What goes into one commit, and what has to wait for a later one.</summary>
/// <param name="Later">In the order of their arrival.</param>
internal readonly record struct PostgresBatch(List<PendingWrite> Batch, List<PendingWrite> Later)
{
    /// <summary>Takes as much as the options allow, and one append of each stream at most.</summary>
    public static PostgresBatch Cut(List<PendingWrite> waiting, PostgresJournalOptions options)
    {
        var (batch, later) = (new List<PendingWrite>(waiting.Count), new List<PendingWrite>());
        var streams = new HashSet<string>(StringComparer.Ordinal);
        var (events, bytes) = (0, 0L);
        foreach (var write in waiting)
        {
            // Once something waits only because the batch is full, all behind it wait too, so that nothing is overtaken.
            var full = events >= options.EventsPerCommit || (bytes + write.Bytes > options.BytesPerCommit && batch.Count > 0);
            if (full) events = int.MaxValue;
            if (full || (write is PendingAppend { Stream: var stream } && !streams.Add(stream)))
            {
                later.Add(write);
                continue;
            }

            events += write is PendingAppend append ? append.Events.Count : 1;
            bytes += write.Bytes;
            batch.Add(write);
        }

        return new PostgresBatch(batch, later);
    }

    /// <summary>
    /// Answers those that waited for another append of their stream and expect a version that it is past by now. Versions
    /// only grow, so there is no need to ask: fifty writers of one stream cost one round trip, not fifty.
    /// </summary>
    /// <returns>Those that still have to be written.</returns>
    public List<PendingWrite> AnswerLosers()
    {
        if (Later.Count == 0) return Later;
        var versions = Batch.OfType<PendingAppend>().Where(a => a.Failure is null).ToDictionary(a => a.Stream, a => a.Result.Version, StringComparer.Ordinal);
        var (open, losers) = (new List<PendingWrite>(), new List<PendingWrite>());
        foreach (var write in Later)
        {
            if (write is PendingAppend append && versions.TryGetValue(append.Stream, out var version) && append.ExpectedVersion < version)
            {
                append.Result = new AppendResult(AppendOutcome.Conflict, version, 0);
                losers.Add(append);
            }
            else
            {
                open.Add(write);
            }
        }

        Answers.Queue(losers);
        return open;
    }
}
