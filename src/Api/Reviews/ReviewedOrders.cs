using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Reviews;

/// <summary>Finds the order that brought a product to a customer. Only a hint: the review's grain asks that order itself.</summary>
public sealed class ReviewedOrders(IGrainFactory grains, IOrderQueries orders, IReadModels reads, IJournal journal)
{
    /// <summary>Newest orders that are looked at; who bought the product longer ago names the order.</summary>
    private const int MostOrders = 200;

    /// <summary>Orders asked at once.</summary>
    private const int AtOnce = 20;

    /// <summary>How long the list of orders may take to be up to date; the goods may have arrived a moment ago.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly OrderStatus[] Arrived = [OrderStatus.Delivered, OrderStatus.Returned];

    /// <summary>The newest order that arrived with the product in it, or null.</summary>
    public async Task<Guid?> FindAsync(Guid customerId, Guid productId, CancellationToken cancellation = default)
    {
        await reads.WaitForAsync(ReadModelNames.Orders, journal.Head, Patience, cancellation);
        foreach (var status in Arrived)
        {
            string? cursor = null;
            for (var seen = 0; seen < MostOrders; seen += AtOnce)
            {
                var page = await orders.ListAsync(customerId, status, AtOnce, cursor, cancellation);
                var views = await Task.WhenAll(page.Items.Select(o => grains.GetGrain<IOrderGrain>(o.Id).Get()));
                if (Array.Find(views, v => v.Value?.Items.Any(i => i.ProductId == productId) == true)?.Value is { } order) return order.Id;
                if ((cursor = page.NextCursor) is null) break;
            }
        }

        return null;
    }
}
