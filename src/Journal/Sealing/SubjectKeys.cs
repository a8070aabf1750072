using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace OrleansStore.Journal.Sealing;

/// <summary>What a subject has of keys.</summary>
/// <param name="Keys">Usually one; two processes that made the first one at the same time made two.</param>
/// <param name="DestroyedAt">When they were destroyed; null while they were not. There are none, and will be none, from then on.</param>
public sealed record SubjectKeyRing(IReadOnlyList<SealingKey> Keys, DateTimeOffset? DestroyedAt)
{
    /// <summary>The key that seals; null when there is none.</summary>
    public SealingKey? Present => DestroyedAt is null && Keys.Count > 0 ? Keys[0] : null;

    /// <summary>The key with an id; null when it is not among them.</summary>
    public SealingKey? Find(uint id) => DestroyedAt is null ? Keys.FirstOrDefault(k => k.Id == id) : null;
}

/// <summary>How far a change of the master key has come.</summary>
/// <param name="Seen">Keys that were looked at.</param>
/// <param name="Changed">Keys that were locked anew.</param>
public readonly record struct Relocking(long Seen, long Changed);

/// <summary>
/// A key for each subject, in durable rows, locked with the master key. Whoever destroys a subject's keys makes all that
/// was sealed with them unreadable, wherever it lies: in events, snapshots, read models and copies of these.
/// </summary>
/// <remarks>
/// A row each key (<c>subject.key</c>), and one more (<c>subject!</c>) once they are destroyed; that one settles it,
/// whatever else is found beside it. So processes need not agree before they make or lock a key.
/// </remarks>
public sealed class SubjectKeys(IDurableRows rows, Lazy<MasterKeys> masters, ISecretSource secrets, TimeProvider time)
{
    /// <summary>The table of the rows.</summary>
    public const string Table = "subjectKeys";

    /// <summary>How long a process goes on with a key that another has destroyed.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    /// <summary>Rings that are remembered; some 300 bytes each.</summary>
    private const int Most = 50_000;

    /// <summary>Rows read at once.</summary>
    private const int Page = 500;

    /// <summary>Rows that a subject has, read at once.</summary>
    private const int Few = 8;

    private const char Destroyed = '!';
    private const char KeyOf = '.';

    private readonly ConcurrentDictionary<Guid, Known> _known = new();
    private readonly ConcurrentDictionary<Guid, Task<SealingKey?>> _making = new();

    /// <summary>A subject's keys as of a moment ago.</summary>
    /// <exception cref="JournalUnavailableException">They cannot be read or unlocked now.</exception>
    public ValueTask<SubjectKeyRing> FindAsync(Guid subject) =>
        _known.TryGetValue(subject, out var known) && time.GetElapsedTime(known.At) < Remembered ? new(known.Ring) : ReadAsync(subject);

    /// <summary>The key that seals what is stored of a subject; made when there is none yet.</summary>
    /// <returns>Null when the subject's keys were destroyed.</returns>
    /// <exception cref="JournalUnavailableException">It cannot be read, or not be made durable, now.</exception>
    public async ValueTask<SealingKey?> GetOrMakeAsync(Guid subject)
    {
        var ring = await FindAsync(subject);
        if (ring.DestroyedAt is not null) return null;
        if (ring.Present is { } present) return present;
        // Those who ask at the same time share it.
        var making = new TaskCompletionSource<SealingKey?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_making.GetOrAdd(subject, making.Task) is var other && other != making.Task) return await other;
        try
        {
            var made = await MakeAsync(subject);
            making.SetResult(made);
            return made;
        }
        catch (Exception e)
        {
            making.SetException(e);
            // Seen to by whoever waits for it, if anybody does.
            _ = making.Task.Exception;
            throw;
        }
        finally
        {
            _making.TryRemove(subject, out _);
        }
    }

    /// <summary>Destroys a subject's keys, for good; may be repeated.</summary>
    /// <returns>When they were destroyed, the first time.</returns>
    /// <exception cref="JournalUnavailableException">The store cannot be written now; some or none may be destroyed: repeat it.</exception>
    public async ValueTask<DateTimeOffset> DestroyAsync(Guid subject)
    {
        var ring = await ReadAsync(subject);
        var at = ring.DestroyedAt ?? time.GetUtcNow();
        if (ring.DestroyedAt is null)
        {
            var value = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, at.UtcTicks);
            await WriteAsync(() => rows.UpsertRowAsync(Table, Name(subject) + Destroyed, value));
        }

        _known.TryRemove(subject, out _);
        foreach (var row in await RowsOfAsync(subject))
            if (row.Key[Name(subject).Length] == KeyOf)
                await WriteAsync(() => rows.DeleteRowAsync(Table, row.Key));
        return at;
    }

    /// <summary>Locks every key anew that is not locked with the present master key. Keys serve meanwhile; may be stopped and begun again.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read or written now, or a key is locked with a master key that is not known.</exception>
    public async Task<Relocking> RelockAsync(IProgress<Relocking>? progress = null, CancellationToken cancellation = default)
    {
        var done = default(Relocking);
        for (var after = ""; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await rows.ReadRowsAsync(Table, after, Page, cancellation);
            if (page.Count == 0) return done;
            var changed = await Task.WhenAll(page.Select(RelockAsync));
            done = new(done.Seen + page.Count, done.Changed + changed.Count(c => c));
            progress?.Report(done);
            after = page[^1].Key;
        }
    }

    private async ValueTask<SealingKey?> MakeAsync(Guid subject)
    {
        var secret = new byte[SealingKey.Size];
        secrets.Fill(secret);
        var key = new SealingKey(secret);
        // Durable before anything is sealed with it.
        await WriteAsync(() => rows.UpsertRowAsync(Table, RowOf(subject, key.Id), masters.Value.Lock(secret, subject.ToByteArray())));
        // Another process may have destroyed or made some meanwhile; destroyed ones must not come back.
        var ring = await ReadAsync(subject);
        if (ring.DestroyedAt is null) return ring.Present ?? key;
        await DestroyAsync(subject);
        return null;
    }

    private async Task<bool> RelockAsync(DurableRow row)
    {
        // What was destroyed is, also where a process died over it.
        if (TryRead(row.Key, out var gone, out var mark) && mark == Destroyed) await DestroyAsync(gone);
        if (!TryRead(row.Key, out var subject, out var kind) || kind != KeyOf || masters.Value.IsPresent(row.Value.Span)) return false;
        var about = subject.ToByteArray();
        await WriteAsync(() => rows.UpsertRowAsync(Table, row.Key, masters.Value.Lock(masters.Value.Unlock(row.Value.Span, about), about)));
        // Destroyed meanwhile: what was just written must not be what remains.
        if ((await ReadAsync(subject)).DestroyedAt is not null) await DestroyAsync(subject);
        return true;
    }

    /// <summary>A subject's keys as they are stored now.</summary>
    /// <exception cref="JournalUnavailableException">They cannot be read or unlocked now.</exception>
    public async ValueTask<SubjectKeyRing> ReadAsync(Guid subject)
    {
        var (keys, destroyed) = (new List<SealingKey>(1), (DateTimeOffset?)null);
        foreach (var row in await RowsOfAsync(subject))
        {
            if (row.Key[Name(subject).Length] == Destroyed)
            {
                destroyed = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(row.Value.Span), TimeSpan.Zero);
                keys.Clear();
                break;
            }

            keys.Add(new SealingKey(masters.Value.Unlock(row.Value.Span, subject.ToByteArray())));
        }

        var ring = new SubjectKeyRing(keys, destroyed);
        // That there is none yet is not worth remembering: it is about to be made.
        if (keys.Count > 0 || destroyed is not null) Remember(subject, ring);
        return ring;
    }

    private async ValueTask<IReadOnlyList<DurableRow>> RowsOfAsync(Guid subject)
    {
        var name = Name(subject);
        var found = new List<DurableRow>();
        for (var after = name; ; after = found[^1].Key)
        {
            var page = await rows.ReadRowsAsync(Table, after, Few);
            found.AddRange(page.TakeWhile(row => row.Key.StartsWith(name, StringComparison.Ordinal)));
            if (found.Count == 0 || page.Count < Few || page[^1].Key != found[^1].Key) return found;
        }
    }

    private void Remember(Guid subject, SubjectKeyRing ring)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[subject] = new Known(ring, time.GetTimestamp());
    }

    /// <summary>Whether a row is written may stay open, but nothing that builds on it is: for the caller nothing was done.</summary>
    private static async ValueTask WriteAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (JournalOutcomeUnknownException e)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, e.Message, e);
        }
    }

    private static string Name(Guid subject) => subject.ToString("N");

    private static string RowOf(Guid subject, uint key) => $"{Name(subject)}{KeyOf}{key:x8}";

    private static bool TryRead(string key, out Guid subject, out char kind)
    {
        kind = key.Length > 32 ? key[32] : default;
        return Guid.TryParseExact(key.AsSpan(0, Math.Min(32, key.Length)), "N", out subject);
    }

    private sealed record Known(SubjectKeyRing Ring, long At);
}
