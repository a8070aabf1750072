using OrleansStore.Api.Http;

namespace OrleansStore.Api.Carts;

/// <summary>The addresses of carts.</summary>
internal static class CartRoutes
{
    public static void MapCarts(this Routes routes, CartHandlers carts)
    {
        var cart = routes.Tagged("Carts");
        cart.Post<CreateCartRequest>("/carts", carts.Create).Answers<CartAnswer>(201).Says("Start a cart");
        cart.Get("/carts/{id}", carts.Get).Answers<CartAnswer>().Says("A cart");
        cart.Put<SetCartItemRequest>("/carts/{id}/items/{productId}", carts.SetItem).Answers<CartAnswer>().Says("Set a product's quantity");
        cart.Delete("/carts/{id}/items/{productId}", carts.RemoveItem).Answers<CartAnswer>().Says("Take a product out");
    }
}
