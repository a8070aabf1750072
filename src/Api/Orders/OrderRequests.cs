using OrleansStore.Api.Carts;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>Places an order, of a cart or of items.</summary>
/// <param name="Email">Needed from guests.</param>
public sealed record PlaceOrderRequest(
    Guid? CartId, ItemRequest[]? Items, AddressRequest? ShippingAddress, PaymentRequest? Payment, string? Email) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if ((CartId is null) == (Items is null)) checks.Fail("items", "Either 'cartId' or 'items' is required, not both.");
        if (Items is []) checks.Fail("items", "At least one item is required.");
        checks.Items("items", Items).Nested("shippingAddress", ShippingAddress).Nested("payment", Payment);
        if (Email is not null) checks.Email("email", Email, CustomerLimits.Email);
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

/// <summary>Adds pieces to an unpaid order.</summary>
public sealed record AddOrderItemRequest(Guid? ProductId, int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Required("productId", ProductId).Range("quantity", Quantity, 1, CartLimits.Quantity);
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

/// <summary>The goods left.</summary>
public sealed record ShipOrderRequest(string? TrackingNumber, string? Carrier) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Text("trackingNumber", TrackingNumber, OrderLimits.Text)
        .Text("carrier", Carrier, OrderLimits.Text);
}

/// <summary>An order that is not written down yet; the store goes on by itself.</summary>
public sealed record OrderUnderWay(Guid Id, OrderStatus Status);
