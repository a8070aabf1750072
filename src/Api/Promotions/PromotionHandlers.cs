using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Promotions;

/// <summary>What administrators can do with promotions.</summary>
public sealed class PromotionHandlers(IGrainFactory grains, StoreOptions options)
{
    /// <summary>How often a change is put together anew when another one comes between.</summary>
    private const int Tries = 4;

    private IPromotionBookGrain Book => grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key);

    /// <summary>Adds a promotion; its id is the command's.</summary>
    public async Task<Answer> Create(Call call, PromotionRequest input)
    {
        if ((input.CheckNew() ?? input.CheckCurrency(options.Currency)) is { } invalid) return invalid;
        return await ToAnswer(await Book.Create(new CreatePromotion(call.Context, call.CommandId, input.ToTerms())), 201);
    }

    /// <summary>Makes a promotion say something else; what is absent stays.</summary>
    public async Task<Answer> Change(Call call, Guid id, PromotionRequest input)
    {
        if (input.CheckCurrency(options.Currency) is { } invalid) return invalid;
        for (var attempt = 1; ; attempt++)
        {
            var found = await Book.Find(id);
            if (found.Value is not { } promotion) return Answer.Refuse(found);
            var seen = call.ExpectedVersion ?? promotion.Version;
            var changed = await Book.Change(new ChangePromotion(call.Context, id, seen, input.ToTerms(promotion.Terms)));
            // Who named no version wants the change whatever came between.
            if (changed.Error?.Kind != ErrorKind.Stale || call.ExpectedVersion is not null || attempt == Tries) return await ToAnswer(changed);
        }
    }

    /// <summary>A promotion.</summary>
    public async Task<Answer> Get(Call call, Guid id) => await ToAnswer(await Book.Find(id));

    /// <summary>All promotions, newest first.</summary>
    public async Task<Answer> List(Call call, ListQuery query)
    {
        var all = (await Book.List()).Value!.Items;
        var from = 0;
        if (query.Cursor is { } cursor)
        {
            if (!Guid.TryParseExact(cursor, "N", out var last)) return Problems.Validation("cursor", "Must be one that a page gave.");
            while (from < all.Length && all[from++].Id != last) { }
        }

        var page = all.Skip(from).Take(query.Limit).ToArray();
        var items = await Task.WhenAll(page.Select(WithUses));
        return Answer.Of(new PromotionPage(items, from + page.Length < all.Length ? page[^1].Id.ToString("N") : null));
    }

    private async Task<PromotionAnswer> WithUses(PromotionView view)
    {
        var uses = view.Terms.IsLimited() ? (await grains.GetGrain<IPromotionGrain>(view.Id).Get()).Value?.Uses : null;
        return PromotionAnswer.Of(view, uses, options.Currency);
    }

    private async Task<Answer> ToAnswer(Result<PromotionView> result, int status = 200)
    {
        if (result.Value is not { } view) return Answer.Refuse(result);
        return Answer.Of(await WithUses(view), status, result.Position, view.Version) with
        {
            Joined = true,
            Location = status == 201 ? $"/api/v1/promotions/{view.Id}" : null,
        };
    }
}
