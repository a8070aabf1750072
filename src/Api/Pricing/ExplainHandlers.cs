using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Pricing;

/// <summary>How totals came about.</summary>
public sealed class ExplainHandlers(ObjectAccess access)
{
    /// <summary>Of an order that the caller may see.</summary>
    public async Task<Answer> Get(Call call, Guid id)
    {
        var order = await access.FindOrder(call, id);
        return order.Value is { } view && order.Error is null
            ? Answer.Of(PriceExplanation.Of(view), 200, order.Position, view.Version)
            : Answer.Refuse(order);
    }
}
