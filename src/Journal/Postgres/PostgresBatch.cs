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
}
