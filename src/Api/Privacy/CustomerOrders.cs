using System.Runtime.CompilerServices;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Privacy;

/// <summary>Goes through all orders of a customer.</summary>
internal static class CustomerOrders
{
    /// <summary>All of them, newest first, a page at a time.</summary>
    public static async IAsyncEnumerable<OrderSummary> AllAsync(IOrderQueries orders, Guid customer, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? cursor = null; ;)
        {
            var page = await orders.ListAsync(customer, null, ReadModelLimits.PageSize, cursor, cancellation);
            foreach (var order in page.Items) yield return order;
            if ((cursor = page.NextCursor) is null) yield break;
        }
    }
}
