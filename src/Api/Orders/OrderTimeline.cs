using System.Globalization;
using OrleansStore.Api.Access;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Products;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.Orders;

/// <summary>The flight recorder of an order: all that happened across grains, and who outside was told.</summary>
internal sealed class OrderTimeline(ObjectAccess access, FlightRecorder recorder, EventCodec codec, PublicEvents names, IGrainFactory grains)
{
    /// <summary>Those who run the shop see everything, also of an order that was never placed; its owner sees what is told outside.</summary>
    public async Task<Answer> Get(Call call, Guid id, ListQuery query)
    {
        var seesAll = ObjectAccess.SeesInternals(call.Caller);
        if (!seesAll && await access.FindOrder(call, id) is { Error: not null } refused) return Answer.Refuse(refused);
        var after = 0L;
        if (query.Cursor is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) throw new InvalidCursorException();
        var recording = await recorder.ReadAsync(id);
        if (recording.Events.Count == 0) return Problem.Of(OrderErrors.NotFound(id));

        var (shown, causes) = (new CausesShown(call.Caller, seesAll), new Causes(recording.Events));
        var entries = new List<TimelineEntry>();
        StoredEvent? last = null;
        foreach (var stored in recording.Events.Where(e => e.Position > after))
        {
            var publicName = (await names.ReadAsync(stored, CancellationToken.None))?.Type;
            if (!seesAll && (publicName is null || OrderPast.IsInternal(codec.Read(stored)))) continue;
            if (entries.Count == query.Limit)
            {
                return await AnswerAsync(entries, last!.Position.ToString(CultureInfo.InvariantCulture));
            }

            entries.Add(Show(stored, publicName, causes.Of(stored), shown, seesAll));
            last = stored;
        }

        return await AnswerAsync(entries, null);

        async Task<Answer> AnswerAsync(List<TimelineEntry> page, string? next) =>
            Answer.Of(new TimelineAnswer(seesAll ? await WithDeliveriesAsync(page) : page, next, recording.IsWhole));
    }

    private static TimelineEntry Show(StoredEvent stored, string? publicName, IReadOnlyList<Cause> chain, CausesShown shown, bool seesAll)
    {
        var entry = new TimelineEntry(
            stored.Stream[..stored.Stream.IndexOf('-', StringComparison.Ordinal)], stored.Position, stored.Time, publicName ?? Causes.NameOf(stored.Type),
            stored.Type, stored.Stream, stored.Version, shown.Actor(stored.Actor), shown.Id(stored.CausationId), shown.Id(stored.CorrelationId),
            shown.Why(chain), shown.Chain(chain));
        return seesAll ? entry with { Data = StoredJson.Of(stored, out _) } : entry;
    }

    /// <summary>Each delivery behind the event it tells of; receivers remember their newest ones.</summary>
    private async Task<List<TimelineEntry>> WithDeliveriesAsync(List<TimelineEntry> events)
    {
        var told = await DeliveriesAsync([.. events.Select(e => e.Position)]);
        return [.. events.SelectMany(e => told[e.Position].OrderBy(d => d.At).Prepend(e))];
    }

    private async Task<ILookup<long, TimelineEntry>> DeliveriesAsync(HashSet<long> positions)
    {
        var webhooks = (await grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key).List()).Value?.Items ?? [];
        string[] receivers = [OutboundNames.Mail, OutboundNames.Alerts, OutboundNames.Broker, .. webhooks.Select(w => OutboundNames.Webhook(w.Id))];
        var views = await Task.WhenAll(receivers.Select(name => grains.GetGrain<IOutboundGrain>(name).Get()));
        return views.SelectMany(view => view.Deliveries.Where(d => positions.Contains(d.Position)).Select(d => Show(view.Name, d))
                .Concat(view.DeadLetters.Where(d => positions.Contains(d.Position)).Select(d => Show(view.Name, d))))
            .ToLookup(entry => entry.Position);
    }

    private static TimelineEntry Show(string receiver, Delivery d) =>
        new(Delivery, d.Position, d.At, d.Type, Delivery: new(receiver, d.Attempt, d.Delivered, d.Status, d.Error, null));

    private static TimelineEntry Show(string receiver, DeadLetter d) =>
        new(Delivery, d.Position, d.At, d.Type, Delivery: new(receiver, d.Attempts, false, null, d.Error, true));

    private const string Delivery = "delivery";
}
