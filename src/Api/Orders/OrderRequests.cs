using System.Collections.Immutable;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Api.Orders;

/// <summary>Places an order, of a cart or of items.</summary>
/// <param name="Email">Needed from guests.</param>
/// <param name="Coupon">The code of a promotion; absent: the cart's.</param>
/// <param name="ShippingMethod">Absent: the first that goes to the address.</param>
/// <param name="ExpectedTotal">What the buyer was shown; at another total nothing is ordered (<c>priceChanged</c>).</param>
public sealed record PlaceOrderRequest(
    Guid? CartId,
    ItemRequest[]? Items,
    AddressRequest? ShippingAddress,
    PaymentRequest? Payment,
    string? Email,
    string? Coupon = null,
    string? ShippingMethod = null,
    MoneyRequest? ExpectedTotal = null) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if ((CartId is null) == (Items is null)) checks.Fail("items", "Either 'cartId' or 'items' is required, not both.");
        if (Items is []) checks.Fail("items", "At least one item is required.");
        checks.Items("items", Items).Nested("shippingAddress", ShippingAddress).Nested("payment", Payment);
        if (Email is not null) checks.Email("email", Email, CustomerLimits.Email);
        checks.OptionalText("coupon", Coupon, PromotionLimits.Code).OptionalText("shippingMethod", ShippingMethod, 50);
        if (ExpectedTotal is not null) checks.Nested("expectedTotal", ExpectedTotal);
    }
}

/// <summary>How a buyer pays.</summary>
/// <param name="Method"><c>card</c> or <c>later</c>.</param>
/// <param name="Token">What the payment provider knows the card by.</param>
public sealed record PaymentRequest(string? Method, string? Token) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("method", Method, 50).OptionalText("token", Token, CheckoutLimits.Token);

    /// <summary>As grains know it; only after it was checked.</summary>
    public PaymentChoice ToChoice() => new(Method!, Token);
}

/// <summary>Pays a pending order.</summary>
/// <param name="Amount">What the buyer believes to pay; when it is named, it must be the order's total.</param>
public sealed record PayOrderRequest(string? Method, string? Token, MoneyRequest? Amount) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Text("method", Method, 50).OptionalText("token", Token, CheckoutLimits.Token);
        if (Amount is not null) checks.Nested("amount", Amount);
    }
}

/// <summary>Pays a pending order, by its id.</summary>
public sealed record PaymentForOrderRequest(Guid? OrderId, string? Method, string? Token, MoneyRequest? Amount) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Required("orderId", OrderId);
        new PayOrderRequest(Method, Token, Amount).Check(checks);
    }
}

/// <summary>Cancels an order.</summary>
public sealed record CancelOrderRequest(string? Reason) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.OptionalText("reason", Reason, OrderLimits.Text);
}

/// <summary>Takes pieces off an unpaid order.</summary>
/// <param name="Quantity">So many; the whole line when absent.</param>
public sealed record RemoveOrderItemRequest(Guid? ProductId, int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Required("productId", ProductId);
        if (Quantity is not null) checks.Range("quantity", Quantity, 1, CartLimits.Quantity);
    }
}

/// <summary>Goods left, in one parcel or in several.</summary>
/// <param name="TrackingNumber">Of the one parcel, with <paramref name="Carrier"/>.</param>
/// <param name="Parcels">In place of the two when there are several.</param>
/// <param name="Lines">What left; absent: all that had not left.</param>
public sealed record ShipOrderRequest(string? TrackingNumber, string? Carrier, ParcelRequest[]? Parcels = null, ItemRequest[]? Lines = null) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Items("lines", Lines);
        if (Parcels is null)
        {
            new ParcelRequest(TrackingNumber, Carrier).Check(checks);
            return;
        }

        if (TrackingNumber is not null || Carrier is not null) checks.Fail("parcels", "Either 'parcels' or 'trackingNumber' and 'carrier', not both.");
        if (Parcels.Length is 0 or > OrderLimits.Parcels) checks.Fail("parcels", $"From 1 to {OrderLimits.Parcels}.");
        for (var i = 0; i < Parcels.Length; i++) checks.Nested($"parcels[{i}]", Parcels[i]);
    }

    /// <summary>As grains know them; only after they were checked.</summary>
    public ImmutableArray<OrderParcel> ToParcels() => [.. (Parcels ?? [new ParcelRequest(TrackingNumber, Carrier)]).Select(p => p.ToParcel())];
}

/// <summary>One parcel.</summary>
public sealed record ParcelRequest(string? TrackingNumber, string? Carrier) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Text("trackingNumber", TrackingNumber, OrderLimits.Text)
        .Text("carrier", Carrier, OrderLimits.Text);

    /// <summary>As grains know it; only after it was checked.</summary>
    public OrderParcel ToParcel() => new(TrackingNumber!, Carrier!);
}

/// <summary>Goods arrived.</summary>
/// <param name="Shipment">The shipment's number; absent: all that left.</param>
public sealed record DeliverOrderRequest(int? Shipment = null) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if (Shipment is not null) checks.Range("shipment", Shipment, 1, OrderLimits.Shipments);
    }
}

/// <summary>Gives some of what was paid back.</summary>
public sealed record RefundOrderRequest(MoneyRequest? Amount, string? Reason) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Nested("amount", Amount).Text("reason", Reason, OrderLimits.Text);
}

/// <summary>Asks to send pieces back.</summary>
public sealed record ReturnOrderRequest(ItemRequest[]? Lines, string? Reason) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Required("lines", Lines).Text("reason", Reason, OrderLimits.Text).Items("lines", Lines);
        if (Lines is []) checks.Fail("lines", "At least one line is required.");
    }
}

/// <summary>Says why pieces are not taken back.</summary>
public sealed record RejectReturnRequest(string? Reason) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("reason", Reason, OrderLimits.Text);
}

/// <summary>The pieces of a return came back.</summary>
/// <param name="Restock">Which of them can be sold again; absent: all.</param>
/// <param name="Refund">What is given back for them; absent: their share of what was paid.</param>
public sealed record ReceiveReturnRequest(ItemRequest[]? Restock = null, MoneyRequest? Refund = null) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Items("restock", Restock);
        if (Refund is not null) checks.Nested("refund", Refund);
    }
}

/// <summary>Writes something down about an order.</summary>
/// <param name="Internal">Only for those who run the shop.</param>
public sealed record AddNoteRequest(string? Text, bool? Internal = null) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("text", Text, OrderLimits.Note);
}

/// <summary>An order that is not written down yet; the store goes on by itself.</summary>
public sealed record OrderUnderWay(Guid Id, OrderStatus Status);
