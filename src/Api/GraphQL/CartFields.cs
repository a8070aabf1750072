using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Http;
using OrleansStore.Api.Pricing;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of carts and of shipping.</summary>
internal sealed class CartFields(CartHandlers carts, ShippingHandlers shipping) : IFieldSource
{
    private static readonly Policy Owner = Policy.OwnerOf(Thing.Cart, Permissions.Carts);

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("cart", "GET /carts/{id}", Owner, (context, call) => FieldInputs.Id(context, "id") is { } id
            ? carts.Get(call, id, FieldInputs.Query(context, "delivery"))
            : Task.FromResult<Answer>(Problems.NotFound()));
        fields.Read("shippingMethods", "GET /shipping/methods", Policy.Anyone, (context, call) => shipping.List(call, FieldInputs.Query(context)), ProductFields.ItemsOf);
        fields.Write<CreateCartRequest>("createCart", "POST /carts", Policy.Anyone, carts.Create);
        fields.Write<ItemRequest>("addCartItem", "POST /carts/{id}/items", Owner, carts.AddItem);
        fields.Write<SetCartItemRequest>("setCartItem", "PUT /carts/{id}/items/{productId}", Owner, carts.SetItem);
        fields.Write<NoInput>("removeCartItem", "DELETE /carts/{id}/items/{productId}", Owner, (call, id, product, _) => carts.RemoveItem(call, id, product));
        fields.Write<NoInput>("clearCart", "DELETE /carts/{id}/items", Owner, (call, id, _) => carts.Clear(call, id));
        fields.Write<CouponRequest>("setCartCoupon", "PUT /carts/{id}/coupon", Owner, carts.SetCoupon);
        fields.Write<NoInput>("removeCartCoupon", "DELETE /carts/{id}/coupon", Owner, (call, id, _) => carts.RemoveCoupon(call, id));
        fields.Write<AcceptPricesRequest>("acceptCartPrices", "POST /carts/{id}/prices", Owner, carts.AcceptPrices);
        fields.Write<MergeCartRequest>("mergeCarts", "POST /carts/{id}/merge", Owner, carts.Merge);
    }
}
