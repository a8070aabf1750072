using OrleansStore.Contracts;
using OrleansStore.Grains.History;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Caching;

namespace OrleansStore.Silo.History;

/// <summary>A thing as it was.</summary>
/// <param name="Version">The last version that was reached; 0 when there was none.</param>
/// <param name="View">Null when it did not exist.</param>
public sealed record Seen<TView>(Guid Id, int Version, long Position, DateTimeOffset At, TView? View)
    where TView : class;

/// <summary>One event of a thing, and the thing before and after it.</summary>
public sealed record HistoryStep<TView>(StoredEvent Stored, TView? Before, TView? After)
    where TView : class;

/// <summary>The past of things of one kind, from the journal alone: as it was at any version or time, and event by event.</summary>
/// <remarks>Failures are those of <see cref="IJournal.ReadStreamAsync"/>. Personal data comes as long as its key is there.</remarks>
public sealed class StreamHistory<TView>(Past<TView> past, IJournal journal, HistoryLimits limits)
    where TView : class
{
    private readonly BoundedCache<(Guid Id, int Version), Moment> _places = new(past.IsPersonal ? 0 : limits.Places, _ => 1);

    /// <summary>The thing at a version; at its newest when it has not come so far.</summary>
    public async ValueTask<Seen<TView>> AtVersionAsync(Guid id, int version, CancellationToken cancellation = default)
    {
        var place = PlaceOf(id, moment => moment.Version <= version);
        return Show(id, await FoldAsync(id, place, stored => stored.Version <= version, null, cancellation));
    }

    /// <summary>The thing at a time: with all events before the first one that is later.</summary>
    public async ValueTask<Seen<TView>> AtAsync(Guid id, DateTimeOffset time, CancellationToken cancellation = default)
    {
        var place = PlaceOf(id, moment => moment.Latest <= time);
        return Show(id, await FoldAsync(id, place, stored => stored.Time <= time, null, cancellation));
    }

    /// <summary>The thing as it is stored now.</summary>
    public ValueTask<Seen<TView>> NewestAsync(Guid id, CancellationToken cancellation = default) => AtVersionAsync(id, int.MaxValue, cancellation);

    /// <summary>What happened after a version, oldest first.</summary>
    /// <param name="limit">At most so many; at least 1.</param>
    public async ValueTask<IReadOnlyList<HistoryStep<TView>>> StepsAsync(Guid id, int after, int limit, CancellationToken cancellation = default)
    {
        var (steps, last) = (new List<HistoryStep<TView>>(limit), (long)after + limit);
        var place = PlaceOf(id, moment => moment.Version <= after);
        await FoldAsync(id, place, stored => stored.Version <= last, Note, cancellation);
        return steps;

        void Note(StoredEvent stored, Moment before, Moment now)
        {
            if (stored.Version > after) steps.Add(new(stored, past.Show(id, before), past.Show(id, now)));
        }
    }

    private Seen<TView> Show(Guid id, Moment moment) => new(id, moment.Version, moment.Position, moment.At, past.Show(id, moment));

    private async ValueTask<Moment> FoldAsync(
        Guid id, Moment moment, Func<StoredEvent, bool> isIn, Action<StoredEvent, Moment, Moment>? note, CancellationToken cancellation)
    {
        var stream = StoreStreams.Of(past.Category, id);
        while (true)
        {
            var events = await journal.ReadStreamAsync(stream, moment.Version, limits.Chunk, cancellation);
            foreach (var stored in events)
            {
                if (!isIn(stored)) return moment;
                var before = moment;
                moment = past.After(before, stored);
                note?.Invoke(stored, before, moment);
                if (moment.Version % limits.PlaceEvery == 0) _places.Set((id, moment.Version), moment);
            }

            if (events.Count < limits.Chunk) return moment;
        }
    }

    /// <summary>The farthest place that is remembered and not beyond what is asked for.</summary>
    private Moment PlaceOf(Guid id, Func<Moment, bool> isNotBeyond)
    {
        var place = past.Start;
        while (_places.TryGet((id, place.Version + limits.PlaceEvery), out var next) && isNotBeyond(next)) place = next;
        return place;
    }
}
