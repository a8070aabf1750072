using OrleansStore.Api.Http;

namespace OrleansStore.Api.Carts;

/// <summary>The addresses of carts.</summary>
internal static class CartRoutes
{
    public static void MapCarts(this Routes routes, CartHandlers carts)
    {
        var cart = routes.Tagged("Carts");
        cart.Post<CreateCartRequest>("/carts", carts.Create).Answers<CartAnswer>(201).Says("Start a cart");
        cart.Get("/carts/{id}", CartDelivery.Parameters, carts.Get).Answers<CartAnswer>().Says("A cart, and what it comes to");
        cart.Post<ItemRequest>("/carts/{id}/items", carts.AddItem).Answers<CartAnswer>().Says("Put more of a product in");
        cart.Delete("/carts/{id}/items", carts.Clear).Answers<CartAnswer>().Says("Take everything out");
        cart.Put<SetCartItemRequest>("/carts/{id}/items/{productId}", carts.SetItem).Answers<CartAnswer>().Says("Set a product's quantity");
        cart.Delete("/carts/{id}/items/{productId}", carts.RemoveItem).Answers<CartAnswer>().Says("Take a product out");
        cart.Put<CouponRequest>("/carts/{id}/coupon", carts.SetCoupon).Answers<CartAnswer>().Says("Name the coupon for the order");
        cart.Delete("/carts/{id}/coupon", carts.RemoveCoupon).Answers<CartAnswer>().Says("Take the coupon away");
        cart.Post<AcceptPricesRequest>("/carts/{id}/prices", carts.AcceptPrices).Answers<CartAnswer>().Says("Agree to today's prices");
        cart.Post<MergeCartRequest>("/carts/{id}/merge", carts.Merge).Answers<CartAnswer>().Says("Take over what another cart holds, as on login");
    }
}
