using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reviews;

/// <summary>What may be done with a review.</summary>
public static class ReviewDecisions
{
    /// <summary>Once a customer and product, and only of what has arrived.</summary>
    /// <param name="order">What the order says now; null when there is none.</param>
    public static Decision<ReviewEvent> Write(ReviewState state, Guid id, WriteReview command, OrderView? order)
    {
        if (Check(command.Rating, command.Text, command.Author) is { } wrong) return wrong;
        if (state.Phase == ReviewPhase.Published) return ReviewErrors.AlreadyReviewed(id);
        if (state.Phase == ReviewPhase.Withdrawn) return ReviewErrors.Withdrawn(id);
        return HasArrived(order, command)
            ? new ReviewWritten(command.ProductId, command.CustomerId, command.OrderId, command.Rating, command.Text.Trim(), command.Author?.Trim())
            : ReviewErrors.NotDelivered(command.ProductId);
    }

    /// <summary>By its author, as often as it is another one.</summary>
    public static Decision<ReviewEvent> Change(ReviewState state, Guid id, int version, ChangeReview command)
    {
        if (state.Phase != ReviewPhase.Published) return ReviewErrors.NotFound(id);
        if (state.CustomerId != command.CustomerId) return ReviewErrors.NotYours();
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (Check(command.Rating, command.Text, command.Author) is { } wrong) return wrong;
        var changed = new ReviewChanged(state.ProductId, state.Rating, command.Rating, command.Text.Trim(), command.Author?.Trim());
        return (state.Rating, state.Text, state.Author) == (changed.Rating, changed.Text, changed.Author)
            ? Decision<ReviewEvent>.Nothing
            : changed;
    }

    /// <summary>By its author, or by an administrator for good.</summary>
    public static Decision<ReviewEvent> Remove(ReviewState state, Guid id, int version, RemoveReview command)
    {
        if (state.Phase != ReviewPhase.Published) return ReviewErrors.NotFound(id);
        if (command.CustomerId is { } customer && customer != state.CustomerId) return ReviewErrors.NotYours();
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        return new ReviewRemoved(state.ProductId, state.Rating, Withdrawn: command.CustomerId is null);
    }

    // What was sent back was there to be judged.
    private static bool HasArrived(OrderView? order, WriteReview command) =>
        order is { Status: OrderStatus.Delivered or OrderStatus.Returned }
        && order.CustomerId == command.CustomerId
        && order.Items.Any(item => item.ProductId == command.ProductId);

    private static StoreError? Check(int rating, string text, string? author)
    {
        if (rating is < ReviewLimits.LowestRating or > ReviewLimits.HighestRating) return ReviewErrors.InvalidRating(rating);
        if (text.Length > ReviewLimits.Text) return ReviewErrors.InvalidText("text", ReviewLimits.Text);
        return author is null || Texts.Fits(author, ReviewLimits.Author) ? null : ReviewErrors.InvalidText("author", ReviewLimits.Author);
    }
}
