using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reviews;

/// <inheritdoc cref="IReviewGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class ReviewGrain(JournalServices services) : AggregateGrain<ReviewState, ReviewEvent>(services), IReviewGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => StoreStreams.Review;

    /// <inheritdoc/>
    protected override Guid? SubjectOf(ReviewState state, ReviewEvent? @event) => state.CustomerId;

    /// <inheritdoc/>
    public async Task<Result<ReviewView>> Write(WriteReview command)
    {
        if (ReviewId.Of(command.ProductId, command.CustomerId) != Id)
            throw new ArgumentException("A review is asked for under the id of its product and customer.", nameof(command));
        var order = await GrainFactory.GetGrain<IOrderGrain>(command.OrderId).GetNewest();
        return await Execute(command.Context, (state, _) => ReviewDecisions.Write(state, Id, command, order.Value), Show);
    }

    /// <inheritdoc/>
    public Task<Result<ReviewView>> Change(ChangeReview command) =>
        Execute(command.Context, (state, _) => ReviewDecisions.Change(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<ReviewView>> Remove(RemoveReview command) =>
        Execute(command.Context, (state, _) => ReviewDecisions.Remove(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public async Task<Result<ReviewView>> Get()
    {
        if (Confirmed.Phase != ReviewPhase.Published) await CatchUpAsync();
        return Confirmed.Phase == ReviewPhase.Published
            ? Result.Ok(Show(Confirmed), Position)
            : Result.Refuse<ReviewView>(ReviewErrors.NotFound(Id), Position);
    }

    private ReviewView Show(ReviewState s) =>
        new(Id, s.ProductId, s.Rating, s.Text, s.Author, s.CreatedAt, s.UpdatedAt, Version);
}
