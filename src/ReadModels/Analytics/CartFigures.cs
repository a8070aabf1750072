using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansStore.Contracts.Carts;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Figures of carts and accounts that add up.</summary>
internal struct VisitCell
{
    public long Carts;
    public long Ordered;
    public long Accounts;
}

/// <summary>What some events add to the figures of carts and accounts.</summary>
internal sealed class VisitTally
{
    public Dictionary<long, VisitCell> Hours { get; } = [];

    /// <summary>The figures of an hour.</summary>
    public ref VisitCell Of(long hour) => ref CollectionsMarshal.GetValueRefOrAddDefault(Hours, hour, out _);
}

/// <summary>What has to be known of a cart to count its next event.</summary>
/// <param name="Since">The hour in which something was put into it for the first time; null while nothing was.</param>
internal readonly record struct CartFigures(long? Since, bool IsOrdered)
{
    /// <summary>The events that count.</summary>
    public static ImmutableArray<string> EventTypes { get; } =
        ["cart.created.v1", "cart.itemSet.v1", "cart.merged.v1", "cart.mergedInto.v1", "cart.closed.v1", "cart.reopened.v1"];

    /// <summary>Counts a cart's next event.</summary>
    public CartFigures Count(CartEvent e, DateTimeOffset at, VisitTally tally) => e switch
    {
        CartCreated { Items.Length: > 0 } or CartMerged { Items.Length: > 0 } or CartItemSet { Quantity: > 0 } => Begun(at, tally),
        // What went over into another cart goes on as that one.
        CartMergedInto when !IsOrdered => Gone(tally),
        CartClosed when !IsOrdered => Begun(at, tally).Ordered(true, tally),
        CartReopened when IsOrdered => Ordered(false, tally),
        _ => this,
    };

    private CartFigures Begun(DateTimeOffset at, VisitTally tally)
    {
        if (Since is not null) return this;
        var hour = TimeBuckets.HourOf(at);
        tally.Of(hour).Carts++;
        return this with { Since = hour };
    }

    private CartFigures Gone(VisitTally tally)
    {
        if (Since is { } hour) tally.Of(hour).Carts--;
        return default;
    }

    private CartFigures Ordered(bool ordered, VisitTally tally)
    {
        tally.Of(Since!.Value).Ordered += ordered ? 1 : -1;
        return this with { IsOrdered = ordered };
    }
}
