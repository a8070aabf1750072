using Microsoft.Extensions.Primitives;
using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Http;
using OrleansStore.Api.Pricing;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of carts and of shipping.</summary>
internal sealed class CartFields(CartHandlers carts, ShippingHandlers shipping) : IFieldSource
{
    private static readonly Policy Owner = Policy.OwnerOf(Thing.Cart, Permissions.Carts);

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("cart", "GET /carts/{id}", Owner, (context, call) => FieldInputs.Id(context, "id") is { } id
            ? carts.Get(call, id, Query(context.Arguments.Object("delivery")))
            : Task.FromResult<Answer>(Problems.NotFound()));
        fields.Read("shippingMethods", "GET /shipping/methods", Policy.Anyone, (context, call) => shipping.List(call, Query(context.Arguments)), ProductFields.ItemsOf);
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

    /// <summary>Arguments as a query string would have them.</summary>
    private static QueryCollection Query(InputValues? arguments) => new((arguments ?? InputValues.None)
        .Where(a => a.Value is not null)
        .ToDictionary(a => a.Key, a => new StringValues(Uri.UnescapeDataString(FieldInputs.Text(a.Value)))));
}
