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

        var entries = Confirmed.Entries;
        if (entries.IsEmpty) return Result.Ok(Candidates.None, Position);
        var code = Coupons.Normalise(coupon);
        var fit = entries.Values.Where(e => e.Terms.Code is { } own
            ? Coupons.Normalise(own) == code
            : e.Terms.Active && !(at < e.Terms.StartsAt) && !(at >= e.Terms.EndsAt));
        return Result.Ok(new Candidates([.. fit.Select(e => new Promotion(e.Id, e.Terms))]), Position);
    }

    /// <remarks>How often it is used is another grain's to say.</remarks>
    private static PromotionView Show(PromotionEntry e) => new(e.Id, e.Terms, Uses: null, e.CreatedAt, e.UpdatedAt, e.Version);
}
