using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.Orders;

/// <summary>Orders as they were: open to whom the order is open to now.</summary>
internal sealed class OrderPast(
    OrderHandlers orders, ObjectAccess access, StreamHistory<OrderView> history, FlightRecorder recorder, EventCodec codec, PublicEvents names, TimeProvider time)
{
    private readonly Lookback<OrderView> _past = new(history, names, time, OrderErrors.NotFound);

    /// <summary>An order, as it is or as it was.</summary>
    public async Task<Answer> Get(Call call, Guid id, IQueryCollection query)
    {
        if (!When.IsAsked(query)) return await orders.Get(call, id);
        if (When.Read(query, out var when) is { } wrong) return wrong;
        if (await RefusalAsync(call, id) is { } refusal) return refusal;
        var (seen, problem) = await _past.FindAsync(id, when, call.Cancellation);
        return problem ?? Answer.Of(ObjectAccess.Show(call.Caller, seen!.View!), 200, seen.Position, seen.Version);
    }

    /// <summary>What happened to it.</summary>
    public Task<Answer> History(Call call, Guid id, ListQuery query) => History(call, id, query, () => recorder.ReadAsync(id, call.Cancellation));

    /// <inheritdoc cref="History(Call, Guid, ListQuery)"/>
    /// <param name="recording">All that happened to it across grains, among which the causes are found.</param>
    public async Task<Answer> History(Call call, Guid id, ListQuery query, Func<Task<Recording>> recording)
    {
        if (await RefusalAsync(call, id) is { } refusal) return refusal;
        var seesAll = ObjectAccess.SeesInternals(call.Caller);
        return await _past.HistoryAsync(
            call, id, query, seesAll, Encode(call.Caller), async page => new Causes((await recording()).Events.Concat(page)),
            step => seesAll || !IsInternal(codec.Read(step.Stored)));
    }

    /// <summary>What differs between two moments.</summary>
    public async Task<Answer> Diff(Call call, Guid id, IQueryCollection query) =>
        await RefusalAsync(call, id) ?? await _past.DiffAsync(id, query, Encode(call.Caller), call.Cancellation);

    /// <summary>Whether an event is only for those who run the shop.</summary>
    public static bool IsInternal(object body) => body is OrderNoteAdded { IsInternal: true };

    private static Func<OrderView, byte[]> Encode(Caller caller) => order => ApiJson.Encode(ObjectAccess.Show(caller, order));

    private async Task<Answer?> RefusalAsync(Call call, Guid id)
    {
        var order = await access.FindOrder(call, id);
        return order.Error is null ? null : Answer.Refuse(order);
    }
}
