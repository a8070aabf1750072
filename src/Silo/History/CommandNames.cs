namespace OrleansStore.Silo.History;

/// <summary>What was asked for, by the first event that came of it.</summary>
public static class CommandNames
{
    private static readonly Dictionary<string, string> _byEvent = new(StringComparer.Ordinal)
    {
        ["checkout.started"] = "placeOrder",
        ["checkout.paymentAsked"] = "payOrder",
        ["checkout.cancelAsked"] = "cancelOrder",
        ["checkout.lineAsked"] = "changeOrderItem",
        ["checkout.expireAsked"] = "expireOrder",
        ["checkout.refundAsked"] = "refundOrder",
        ["checkout.returnAsked"] = "receiveReturn",
        ["order.shipped"] = "shipOrder",
        ["order.delivered"] = "deliverOrder",
        ["order.returnRequested"] = "requestReturn",
        ["order.returnApproved"] = "approveReturn",
        ["order.returnRejected"] = "rejectReturn",
        ["order.noteAdded"] = "addNote",
        ["cart.created"] = "createCart",
        ["cart.itemSet"] = "setCartItem",
        ["cart.cleared"] = "clearCart",
        ["cart.couponSet"] = "setCartCoupon",
        ["cart.couponRemoved"] = "setCartCoupon",
        ["cart.pricesAccepted"] = "acceptCartPrices",
        ["cart.mergeAsked"] = "mergeCart",
        ["cart.expired"] = "expireCart",
        ["product.created"] = "createProduct",
        ["product.changed"] = "changeProduct",
        ["product.removed"] = "removeProduct",
        ["stock.received"] = "receiveStock",
        ["stock.adjusted"] = "adjustStock",
        ["stock.configured"] = "configureStock",
        ["stock.released"] = "releaseHold",
    };

    /// <summary>What was asked for when this is the first event that came of it; its own name where nothing better is known.</summary>
    /// <param name="type">The event's stored name.</param>
    public static string Of(string type) => Causes.NameOf(type) is var name && _byEvent.TryGetValue(name, out var command) ? command : name;
}
