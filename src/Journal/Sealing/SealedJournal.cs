namespace OrleansStore.Journal.Sealing;

/// <summary>
/// A journal in front of the one that stores: personal members of events, and snapshots of states that hold such, are
/// sealed with the key of their subject on the way in, and opened on the way out. Once the key is destroyed, what they
/// said is gone for every reader, and all else stays.
/// </summary>
/// <remarks>
/// <para>Its tail is the one of the journal underneath: read models see stand-ins, and so hold nothing of people in clear.
/// One that has to show it keeps what is sealed and opens it when it is asked (<see cref="ISealedPayloads"/>).</para>
/// <para>What was stored before there were keys is read as it is.</para>
/// </remarks>
public sealed class SealedJournal(RawJournal raw, SubjectKeys keys, PersonalMembers members) : IJournal, IJournalTail, ISealedPayloads
{
    private readonly IJournal _journal = raw.Journal;
    private readonly IJournalTail _tail = IJournalTail.Of(raw.Journal);

    /// <inheritdoc/>
    public long Head => _journal.Head;

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        foreach (var e in events)
            if (e.Subject is not null && members.Find(e.Type) is not null)
                return AppendSealedAsync(stream, expectedVersion, events);
        return _journal.AppendAsync(stream, expectedVersion, events);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) =>
        Opened(_journal.ReadStreamAsync(stream, afterVersion, maxCount, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) =>
        Opened(_journal.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default) =>
        Opened(_journal.ReadAllAsync(afterPosition, maxCount, cancellation));

    /// <inheritdoc/>
    ValueTask<IReadOnlyList<StoredEvent>> IJournalTail.ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation) =>
        _tail.ReadAllAsync(afterPosition, maxCount, atLeast, cancellation);

    /// <inheritdoc/>
    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => _journal.WaitForAppendAsync(position, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default)
    {
        var snapshot = await _journal.ReadSnapshotAsync(stream, cancellation);
        return snapshot is null ? null : snapshot with { Payload = await OpenAsync(snapshot.Type, snapshot.Payload) };
    }

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        if (snapshot.Subject is not { } subject)
        {
            await _journal.SaveSnapshotAsync(stream, snapshot);
            return;
        }

        // Without a key nothing is kept: the events tell as well, only slower.
        if (await keys.GetOrMakeAsync(subject) is { } key)
            await _journal.SaveSnapshotAsync(stream, snapshot with { Payload = SealedJson.SealWhole(snapshot.Payload, subject, key, snapshot.Type), Subject = null });
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> OpenAsync(string type, ReadOnlyMemory<byte> payload)
    {
        if (SealedJson.Split(payload.Span) is not { } parts) return payload;
        return SealedJson.Open(parts, await keys.FindAsync(parts.Subject), type)
            ?? SealedJson.Open(parts, await keys.ReadAsync(parts.Subject), type)
            ?? throw new JournalUnavailableException(JournalFault.Corrupt, $"What a payload of type '{type}' says of subject {parts.Subject} is not opened by the subject's keys.");
    }

    private async ValueTask<AppendResult> AppendSealedAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var sealedEvents = new NewEvent[events.Count];
        for (var i = 0; i < sealedEvents.Length; i++)
        {
            var e = events[i];
            sealedEvents[i] = e.Subject is { } subject && members.Find(e.Type) is { } personal
                ? e with { Payload = SealedJson.Seal(e.Payload, personal, subject, await keys.GetOrMakeAsync(subject), e.Type), Subject = null }
                : e;
        }

        return await _journal.AppendAsync(stream, expectedVersion, sealedEvents);
    }

    private ValueTask<IReadOnlyList<StoredEvent>> Opened(ValueTask<IReadOnlyList<StoredEvent>> reading)
    {
        if (!reading.IsCompletedSuccessfully) return WaitAsync(reading);
        var events = reading.Result;
        return events.Any(IsSealed) ? OpenAsync(events) : new(events);
    }

    private async ValueTask<IReadOnlyList<StoredEvent>> WaitAsync(ValueTask<IReadOnlyList<StoredEvent>> reading)
    {
        var events = await reading;
        return events.Any(IsSealed) ? await OpenAsync(events) : events;
    }

    private async ValueTask<IReadOnlyList<StoredEvent>> OpenAsync(IReadOnlyList<StoredEvent> events)
    {
        var opened = new StoredEvent[events.Count];
        for (var i = 0; i < opened.Length; i++)
            opened[i] = IsSealed(events[i]) ? events[i] with { Payload = await OpenAsync(events[i].Type, events[i].Payload) } : events[i];
        return opened;
    }

    private bool IsSealed(StoredEvent stored) => members.Find(stored.Type) is not null && SealedJson.IsSealed(stored.Payload.Span);
}
