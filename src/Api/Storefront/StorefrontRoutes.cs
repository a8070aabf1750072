using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Storefront;

/// <summary>The address of what pages must know.</summary>
internal static class StorefrontRoutes
{
    public static void MapStorefront(this Routes routes, StorefrontHandlers storefront) => routes.Tagged("Storefront")
        .Get("/storefront", storefront.Get).Answers<StorefrontAnswer>().For(Policy.Anyone).Says("How the shop is set up: its currency, who takes the money, whether e-mails are sent");
}
