using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Promotions;

/// <summary>The addresses of promotions.</summary>
internal static class PromotionRoutes
{
    public static void MapPromotions(this Routes routes, PromotionHandlers promotions, WhatIfHandlers whatIf)
    {
        var book = routes.Tagged("Promotions");
        book.Post<PromotionRequest>("/promotions", promotions.Create).Answers<PromotionAnswer>(201).For(Policy.Needs(Permissions.Promotions)).Says("Add a promotion (administrators)");
        book.Page("/promotions", promotions.List).Answers<PromotionPage>().For(Policy.Needs(Permissions.Promotions)).Says("All promotions with their uses, newest first (administrators)");
        book.Get("/promotions/{id}", promotions.Get).Answers<PromotionAnswer>().For(Policy.Needs(Permissions.Promotions)).Says("A promotion (administrators)");
        book.Patch<PromotionRequest>("/promotions/{id}", promotions.Change).Answers<PromotionAnswer>().For(Policy.Needs(Permissions.Promotions)).Says("Change a promotion (administrators)");
        book.PostAlways<WhatIfPromotionRequest>("/promotions/what-if", whatIf.Ask).Answers<WhatIfAnswer>().For(Policy.Needs(Permissions.Promotions)).Says("What a promotion would do to a cart or to past orders; changes nothing (administrators)");
    }
}
