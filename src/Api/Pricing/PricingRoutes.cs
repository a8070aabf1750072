using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Pricing;

/// <summary>The addresses of prices.</summary>
internal static class PricingRoutes
{
    public static void MapPricing(this Routes routes, ShippingHandlers shipping, ExplainHandlers explain)
    {
        routes.Tagged("Shipping").Get("/shipping/methods", ShippingHandlers.Parameters, shipping.List).Answers<ShippingPage>().For(Policy.Anyone).Says("The ways to ship somewhere, and what they cost");
        routes.Tagged("Orders").Get("/orders/{id}/explain", explain.Get).Answers<PriceExplanation>().For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead)).Says("How an order's total came about");
    }
}
