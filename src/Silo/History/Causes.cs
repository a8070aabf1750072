using OrleansStore.Contracts;
using OrleansStore.Journal;

namespace OrleansStore.Silo.History;

/// <summary>Tells why an event happened: the way from the command that somebody gave, by the events that came of it.</summary>
/// <remarks>
/// Commands that follow from one have ids that follow from its id (<see cref="CommandContext.Step"/>), so the event that a
/// process manager wrote down before it asked is found again by the id alone. What another grain had to do before is
/// known by name, as part of the same piece of work.
/// </remarks>
/// <param name="known">Events among which causes are looked for, in any order.</param>
public sealed class Causes(IEnumerable<StoredEvent> known)
{
    /// <summary>The highest step that anybody takes from a command, and some room.</summary>
    private const int Steps = 40;

    /// <summary>Links of a chain; longer ones do not occur.</summary>
    private const int Longest = 12;

    /// <summary>What has to have happened in another grain before, by the event that it lets happen; of several kinds what was last.</summary>
    private static readonly Dictionary<string, string[]> _enablers = new(StringComparer.Ordinal)
    {
        ["order.placed.v1"] = ["stock.held.v1"],
        ["order.paid.v1"] = ["payment.captured.v1", "payment.authorised.v1"],
        ["order.captured.v1"] = ["payment.captured.v1"],
        ["order.paymentFailed.v1"] = ["payment.declined.v1"],
        ["order.refunded.v1"] = ["payment.refunded.v1"],
        ["payment.captured.v1"] = ["payment.authorised.v1"],
        ["payment.refunded.v1"] = ["payment.refundAsked.v1"],
        ["stock.sold.v1"] = ["order.captured.v1", "order.paid.v1"],
        ["stock.released.v1"] = ["order.cancelled.v1", "order.expired.v1"],
        ["stock.restocked.v1"] = ["order.returnReceived.v1", "order.cancelled.v1"],
    };

    private readonly ILookup<Guid, StoredEvent> _byCommand = known.DistinctBy(e => e.EventId).OrderBy(e => e.Position).ToLookup(e => e.CausationId);
    private readonly ILookup<Guid, StoredEvent> _byWork = known.DistinctBy(e => e.EventId).OrderBy(e => e.Position).ToLookup(e => e.CorrelationId);

    /// <summary>The chain that led to an event, from the command that began it to what came right before.</summary>
    public IReadOnlyList<Cause> Of(StoredEvent stored)
    {
        var chain = new List<Cause>();
        var (newest, count) = (stored, 1);
        while (chain.Count < Longest && Before(newest) is (var before, var alike))
        {
            (newest, count) = (before, alike);
            chain.Add(new(Cause.Event, NameOf(before.Type), before.CausationId, before.Actor, before.Time, before.Stream, before.Version, before.Position, count));
        }

        chain.Add(new(Cause.Command, CommandNames.Of(newest.Type), newest.CausationId, newest.Actor, newest.Time));
        chain.Reverse();
        return chain;
    }

    /// <summary>A stored name without its version.</summary>
    public static string NameOf(string type) => type.LastIndexOf(".v", StringComparison.Ordinal) is var at && at > 0 ? type[..at] : type;

    private (StoredEvent Event, int Alike)? Before(StoredEvent stored) => Enabler(stored) ?? (AskedBy(stored) is { } asked ? (asked, 1) : null);

    /// <summary>What another grain had done for the same piece of work. It may be written down later than what it let happen.</summary>
    private (StoredEvent, int)? Enabler(StoredEvent stored)
    {
        if (!_enablers.TryGetValue(stored.Type, out var types)) return null;
        var all = _byWork[stored.CorrelationId].Where(e => types.Contains(e.Type) && AboutTheSame(e, stored)).ToList();
        if (all.Count == 0) return null;
        var enabler = all.LastOrDefault(e => e.Position < stored.Position) ?? all[0];
        return (enabler, all.Where(e => e.Type == enabler.Type).Select(e => e.Stream).Distinct().Count());
    }

    /// <summary>The event of whoever asked, a process manager or a grain of the same kind: of the same command, or of one that this one follows from.</summary>
    private StoredEvent? AskedBy(StoredEvent stored)
    {
        for (var step = 0; step <= Steps; step++)
        {
            // A step taken twice leads back.
            var command = step == 0 ? stored.CausationId : new CommandContext(stored.CausationId, default, "").Step(step).CommandId;
            var asked = _byCommand[command].LastOrDefault(e =>
                e.Position < stored.Position && e.CorrelationId == stored.CorrelationId && (IsManager(e) || (step > 0 && IsOfTheSameKind(e, stored))));
            if (asked is not null) return asked;
        }

        return null;
    }

    private static bool IsManager(StoredEvent stored) => StoreStreams.TryKeyOf(StoreStreams.Checkout, stored.Stream, out _);

    private static bool IsOfTheSameKind(StoredEvent one, StoredEvent other) => KindOf(one).SequenceEqual(KindOf(other));

    private static ReadOnlySpan<char> KindOf(StoredEvent stored) => stored.Stream.AsSpan(0, Math.Max(0, stored.Stream.IndexOf('-', StringComparison.Ordinal)));

    /// <summary>Pieces of work of two orders may be one to a caller, such as a file of orders.</summary>
    private static bool AboutTheSame(StoredEvent one, StoredEvent other) =>
        IdOf(one) is not { } first || IdOf(other) is not { } second || first == second;

    private static Guid? IdOf(StoredEvent stored) =>
        StoreStreams.TryKeyOf(StoreStreams.Order, stored.Stream, out var id) || StoreStreams.TryKeyOf(StoreStreams.Payment, stored.Stream, out id) ? id : null;
}
