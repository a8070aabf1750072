using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Journal;
using OrleansStore.Silo.History;

namespace OrleansStore.Api.History;

/// <summary>Some of what happened to a thing, oldest first.</summary>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Items, string? NextCursor);

/// <summary>Something that happened to a thing: who, what, when and why.</summary>
/// <param name="Version">The thing's version by it.</param>
/// <param name="Event">The public name; where there is none, the stored one without its version.</param>
/// <param name="Type">The stored name.</param>
/// <param name="Actor">Who did it, or on whose behalf it happened.</param>
/// <param name="CommandId">The command that led to it; only for those who run the shop.</param>
/// <param name="CorrelationId">The whole piece of work; only for those who run the shop.</param>
/// <param name="Why">The chain of causes in one line.</param>
/// <param name="Causes">From the command that began it to what came right before.</param>
/// <param name="Changes">What is not as it was before.</param>
public sealed record HistoryEntry(
    int Version,
    long Position,
    DateTimeOffset At,
    string Event,
    string Type,
    string Actor,
    Guid? CommandId,
    Guid? CorrelationId,
    string Why,
    IReadOnlyList<CauseAnswer> Causes,
    IReadOnlyList<MemberChange> Changes);

/// <summary>One link of the chain that led to an event; see <see cref="Cause"/>.</summary>
public sealed record CauseAnswer(
    string Kind, string Name, string Actor, DateTimeOffset At, string? Stream, int? Version, long? Position, int? Count, Guid? CommandId);

/// <summary>What differs between two moments of a thing.</summary>
public sealed record DiffAnswer(DiffEnd From, DiffEnd To, IReadOnlyList<MemberChange> Changes);

/// <summary>One of the two moments.</summary>
/// <param name="Version">0: before it existed.</param>
public sealed record DiffEnd(int Version, DateTimeOffset? At);

/// <summary>What a product cost, oldest first.</summary>
/// <param name="LowestIn30Days">The lowest price that held at any moment of the last 30 days, today's included.</param>
public sealed record PricePage(IReadOnlyList<PricePoint> Items, string? NextCursor, Money? LowestIn30Days);

/// <summary>All that happened to an order across grains, in the global order.</summary>
/// <param name="Complete">False when there is more than is gone through at once.</param>
public sealed record TimelineAnswer(IReadOnlyList<TimelineEntry> Items, string? NextCursor, bool Complete);

/// <summary>One thing that happened to an order.</summary>
/// <param name="Kind">Of which grain: order, checkout, payment, stock, cart, promotion, customerUse or customer.</param>
/// <param name="Position">In the global order.</param>
/// <param name="Data">The event as it is stored, what it says of people sealed; only for those who run the shop.</param>
/// <param name="Deliveries">Who outside was told of it; only for those who run the shop, and as long as receivers remember.</param>
public sealed record TimelineEntry(
    string Kind,
    long Position,
    DateTimeOffset At,
    string Event,
    string Type,
    string Stream,
    int Version,
    string Actor,
    Guid? CommandId,
    Guid? CorrelationId,
    string Why,
    IReadOnlyList<CauseAnswer> Causes,
    JsonElement? Data = null,
    IReadOnlyList<DeliveryNote>? Deliveries = null);

/// <summary>An attempt to tell somebody outside.</summary>
/// <param name="Receiver">Who: <c>mail</c>, <c>webhook-…</c>, …</param>
/// <param name="Event">The public name that it was told by.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Status">What the receiver answered, where it answers by number.</param>
/// <param name="GivenUp">It is not tried any more.</param>
public sealed record DeliveryNote(string Receiver, string Event, DateTimeOffset At, int Attempt, bool Delivered, int? Status, string? Error, bool? GivenUp);

/// <summary>Events as they are stored.</summary>
/// <param name="NextAfter">
/// The <c>after</c> of what comes next: up to there was gone through, and with a filter that may be further than the last item.
/// The same one again when there was nothing.
/// </param>
/// <param name="Head">The journal's newest position.</param>
public sealed record JournalPage(IReadOnlyList<JournalEntry> Items, long NextAfter, long Head);

/// <summary>An event as it is stored.</summary>
/// <param name="IsSealed">What the payload says of a person is sealed; <c>[erased]</c> stands in its place.</param>
public sealed record JournalEntry(
    long Position,
    string Stream,
    int Version,
    Guid EventId,
    string Type,
    Guid CausationId,
    Guid CorrelationId,
    string Actor,
    DateTimeOffset At,
    bool? IsSealed,
    JsonElement Payload)
{
    /// <summary>As it is shown.</summary>
    internal static JournalEntry Of(StoredEvent stored)
    {
        var payload = StoredJson.Of(stored, out var isSealed);
        return new(
            stored.Position, stored.Stream, stored.Version, stored.EventId, stored.Type, stored.CausationId, stored.CorrelationId,
            stored.Actor, stored.Time, isSealed ? true : null, payload);
    }
}
