using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Carts;

/// <summary>The addresses of carts.</summary>
internal static class CartRoutes
{
    public static void MapCarts(this Routes routes, CartHandlers carts, CartPast past)
    {
        var cart = routes.Tagged("Carts");
        cart.Post<CreateCartRequest>("/carts", carts.Create).Answers<CartAnswer>(201).For(Policy.Anyone).Says("Start a cart");
        cart.Get("/carts/{id}", CartPast.Parameters, past.Get).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("A cart, and what it comes to, or as it was");
        cart.Post<ItemRequest>("/carts/{id}/items", carts.AddItem).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Put more of a product in");
        cart.Delete("/carts/{id}/items", carts.Clear).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Take everything out");
        cart.Put<SetCartItemRequest>("/carts/{id}/items/{productId}", carts.SetItem).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Set a product's quantity");
        cart.Delete("/carts/{id}/items/{productId}", carts.RemoveItem).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Take a product out");
        cart.Put<CouponRequest>("/carts/{id}/coupon", carts.SetCoupon).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Name the coupon for the order");
        cart.Delete("/carts/{id}/coupon", carts.RemoveCoupon).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Take the coupon away");
        cart.Post<AcceptPricesRequest>("/carts/{id}/prices", carts.AcceptPrices).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Agree to today's prices");
        cart.Post<MergeCartRequest>("/carts/{id}/merge", carts.Merge).Answers<CartAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("Take over what another cart holds, as on login");
    }
}
