using OrleansStore.Contracts.Checkout;

namespace OrleansStore.Silo.History;

/// <summary>A stretch of the global order in which a checkout was at work: what it asked of others lies in it.</summary>
/// <param name="After">The position of the event that opened it.</param>
/// <param name="To">Of the one that closed it; the largest there is while it is open.</param>
internal readonly record struct WorkSpan(long After, long To)
{
    /// <summary>The stretches of a checkout, oldest first, none of them touching another.</summary>
    /// <param name="checkout">Its events, in order.</param>
    public static IReadOnlyList<WorkSpan> Of(IEnumerable<(long Position, CheckoutEvent Body)> checkout)
    {
        var (spans, open) = (new List<WorkSpan>(), (long?)null);
        foreach (var (position, body) in checkout)
        {
            if (body is CheckoutFinished or CheckoutPlaced or CheckoutPaymentDeclined)
            {
                if (open is { } from) spans.Add(new(from, position));
                open = null;
            }
            else
            {
                open ??= position;
            }
        }

        if (open is { } begun) spans.Add(new(begun, long.MaxValue));
        return spans;
    }
}
