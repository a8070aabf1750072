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
    public Task<Answer> Get(Call call, Guid id, ListQuery query) => Get(call, id, query, () => recorder.ReadAsync(id, call.Cancellation));

    /// <inheritdoc cref="Get(Call, Guid, ListQuery)"/>
    /// <param name="read">Reads all that happened to it.</param>
    public async Task<Answer> Get(Call call, Guid id, ListQuery query, Func<Task<Recording>> read)
    {
        var seesAll = ObjectAccess.SeesInternals(call.Caller);
        if (!seesAll && await access.FindOrder(call, id) is { Error: not null } refused) return Answer.Refuse(refused);
        var after = 0L;
        if (query.Cursor is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) throw new InvalidCursorException();
        var recording = await read();
        if (recording.Events.Count == 0) return Problem.Of(OrderErrors.NotFound(id));

        var (shown, causes) = (new CausesShown(call.Caller, seesAll), new Causes(recording.Events));
        var entries = new List<TimelineEntry>();
        StoredEvent? last = null;
        foreach (var stored in recording.Events.Where(e => e.Position > after))
        {
            var publicName = (await names.ReadAsync(stored, call.Cancellation))?.Type;
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

    /// <summary>With who outside was told of each; receivers remember their newest attempts.</summary>
    private async Task<List<TimelineEntry>> WithDeliveriesAsync(List<TimelineEntry> events)
    {
        var positions = events.Select(e => e.Position).ToHashSet();
        var webhooks = (await grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key).List()).Value?.Items ?? [];
        string[] receivers = [OutboundNames.Mail, OutboundNames.Alerts, OutboundNames.Broker, .. webhooks.Select(w => OutboundNames.Webhook(w.Id))];
        var views = await Task.WhenAll(receivers.Select(name => grains.GetGrain<IOutboundGrain>(name).Get()));
        var told = views.SelectMany(AttemptsOf).Where(d => positions.Contains(d.Position)).ToLookup(d => d.Position, d => d.Note);
        return [.. events.Select(e => told.Contains(e.Position) ? e with { Deliveries = [.. told[e.Position].OrderBy(d => d.At)] } : e)];
    }

    private static IEnumerable<(long Position, DeliveryNote Note)> AttemptsOf(OutboundView view) =>
        view.Deliveries.Select(d => (d.Position, new DeliveryNote(view.Name, d.Type, d.At, d.Attempt, d.Delivered, d.Status, d.Error, null)))
            .Concat(view.DeadLetters.Select(d => (d.Position, new DeliveryNote(view.Name, d.Type, d.At, d.Attempts, false, null, d.Error, true))));
}
