using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Products;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.History;

/// <summary>How things of one kind are looked back at.</summary>
/// <param name="missing">The refusal where there is, or was, none.</param>
internal sealed class Lookback<TView>(StreamHistory<TView> history, PublicEvents names, TimeProvider time, Func<Guid, StoreError> missing)
    where TView : class
{
    /// <summary>Clocks differ by this much: a caller's present may be the store's future.</summary>
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(1);

    /// <summary>The thing at a moment.</summary>
    public async Task<(Seen<TView>? Seen, Problem? Problem)> FindAsync(Guid id, When when, CancellationToken cancellation)
    {
        if (when.Time is { } asked && asked > time.GetUtcNow() + _skew) return (null, Problems.Validation(when.Name, "Must not be in the future."));
        var seen = when switch
        {
            { Version: { } version } => await history.AtVersionAsync(id, version, cancellation),
            { Time: { } at } => await history.AtAsync(id, at, cancellation),
            _ => await history.NewestAsync(id, cancellation),
        };
        if (seen.Version > 0 && seen.Version < when.Version) return (null, Problems.Validation(when.Name, $"Must be a version from 1 to {seen.Version}."));
        return seen.View is null ? (null, Problem.Of(missing(id))) : (seen, null);
    }

    /// <summary>What differs between two moments.</summary>
    /// <param name="encode">The thing as JSON, as the caller may see it.</param>
    public async Task<Answer> DiffAsync(Guid id, IQueryCollection query, Func<TView, byte[]> encode, CancellationToken cancellation)
    {
        if (When.ReadEnd(query, "from", 0, out var from) is { } noFrom) return noFrom;
        if (from is { Version: null, Time: null }) return Problems.Validation("from", "Required: a version, or a time.");
        if (When.ReadEnd(query, "to", 0, out var to) is { } noTo) return noTo;
        var (one, wrong) = await EndAsync(id, from, cancellation);
        if (wrong is not null) return wrong;
        var (other, wrongToo) = await EndAsync(id, to, cancellation);
        if (wrongToo is not null) return wrongToo;
        if (one is null && other is null) (_, wrong) = await FindAsync(id, default, cancellation);
        return wrong ?? Answer.Of(new DiffAnswer(Show(one), Show(other), MemberChanges.Between(Encoded(one?.View, encode), Encoded(other?.View, encode))));
    }

    /// <summary>What happened, oldest first, each with what it changed and why.</summary>
    /// <param name="encode">The thing as JSON, as the caller may see it.</param>
    /// <param name="causes">The events among which the causes of a page are found.</param>
    /// <param name="isShown">Whether the caller may know of an event at all; null: of every one.</param>
    public async Task<Answer> HistoryAsync(
        Call call, Guid id, ListQuery query, bool seesAll, Func<TView, byte[]> encode, Func<IReadOnlyList<StoredEvent>, Task<Causes>> causes,
        Func<HistoryStep<TView>, bool>? isShown = null)
    {
        var shown = new CausesShown(call.Caller, seesAll);
        var after = 0;
        if (query.Cursor is { } cursor && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) throw new InvalidCursorException();
        var steps = await history.StepsAsync(id, after, query.Limit + 1, call.Cancellation);
        if (steps.Count == 0 && after == 0) return Problem.Of(missing(id));
        var page = steps.Take(query.Limit).ToList();
        var why = page.Count == 0 ? new Causes([]) : await causes([.. page.Select(s => s.Stored)]);
        var (entries, before) = (new List<HistoryEntry>(page.Count), page is [var first, ..] ? Encoded(first.Before, encode) : default);
        foreach (var step in page)
        {
            var now = Encoded(step.After, encode);
            if (isShown is null || isShown(step)) entries.Add(await EntryAsync(step, why, shown, MemberChanges.Between(before, now), call.Cancellation));
            before = now;
        }

        return Answer.Of(new HistoryPage(entries, steps.Count > query.Limit ? page[^1].Stored.Version.ToString(CultureInfo.InvariantCulture) : null));
    }

    private async Task<HistoryEntry> EntryAsync(HistoryStep<TView> step, Causes why, CausesShown shown, IReadOnlyList<MemberChange> changes, CancellationToken cancellation)
    {
        var stored = step.Stored;
        var chain = why.Of(stored);
        var name = (await names.ReadAsync(stored, cancellation))?.Type ?? Causes.NameOf(stored.Type);
        return new(
            stored.Version, stored.Position, stored.Time, name, stored.Type, shown.Actor(stored.Actor),
            shown.Id(stored.CausationId), shown.Id(stored.CorrelationId), shown.Why(chain), shown.Chain(chain), changes);
    }

    /// <summary>One end of a comparison; a version of 0 is before it existed.</summary>
    private async Task<(Seen<TView>? Seen, Problem? Problem)> EndAsync(Guid id, When when, CancellationToken cancellation) =>
        when.Version == 0 ? default : await FindAsync(id, when, cancellation);

    private static DiffEnd Show(Seen<TView>? seen) => seen is null ? new(0, null) : new(seen.Version, seen.At);

    private static ReadOnlyMemory<byte> Encoded(TView? view, Func<TView, byte[]> encode) => view is null ? default : encode(view);
}
