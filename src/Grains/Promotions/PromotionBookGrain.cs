using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <inheritdoc cref="IPromotionBookGrain"/>
public sealed class PromotionBookGrain(JournalServices services)
    : AggregateGrain<PromotionBookState, PromotionBookEvent>(services), IPromotionBookGrain
{
    /// <summary>How old the answer to a question for a price may be when the book is active twice, as happens in a failover.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private DateTimeOffset _lookedAt;
    private PromotionShelf _shelf = new(PromotionBookState.Initial);

    /// <inheritdoc/>
    protected override string Category => "promotionBook";

    /// <inheritdoc/>
    public Task<Result<PromotionView>> Create(CreatePromotion command) =>
        Execute(command.Context, (state, _) => PromotionBookDecisions.Create(state, command), state => Show(state.Entries[command.Id]));

    /// <inheritdoc/>
    public Task<Result<PromotionView>> Change(ChangePromotion command) =>
        Execute(command.Context, (state, _) => PromotionBookDecisions.Change(state, command), state => Show(state.Entries[command.Id]));

    /// <inheritdoc/>
    public async Task<Result<PromotionView>> Find(Guid id)
    {
        if (!Confirmed.Entries.ContainsKey(id)) await CatchUpAsync();
        return Confirmed.Entries.TryGetValue(id, out var entry)
            ? Result.Ok(Show(entry), Position)
            : Result.Refuse<PromotionView>(PromotionErrors.NotFound(id), Position);
    }

    /// <inheritdoc/>
    public async Task<Result<PromotionList>> List()
    {
        await CatchUpAsync();
        var newest = Confirmed.Entries.Values.OrderByDescending(e => e.CreatedAt).ThenBy(e => e.Id).Select(Show);
        return Result.Ok(new PromotionList([.. newest]), Position);
    }

    /// <inheritdoc/>
    public async Task<Result<Candidates>> FindCandidates(string? coupon, DateTimeOffset at)
    {
        var now = Services.Time.GetUtcNow();
        if (now - _lookedAt >= LookEvery)
        {
            _lookedAt = now;
            await CatchUpAsync();
        }

        if (!ReferenceEquals(_shelf.Of, Confirmed)) _shelf = new PromotionShelf(Confirmed);
        return Result.Ok(_shelf.Find(coupon, at), Position);
    }

    /// <remarks>How often it is used is another grain's to say.</remarks>
    private static PromotionView Show(PromotionEntry e) => new(e.Id, e.Terms, Uses: null, e.CreatedAt, e.UpdatedAt, e.Version);
}
