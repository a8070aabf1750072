using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Checkout;

/// <summary>What a checkout may begin.</summary>
public static class CheckoutDecisions
{
    /// <summary>What must hold before anything is looked up.</summary>
    public static StoreError? Check(StartCheckout command) => CheckMethod(command.Payment, PaymentChoice.Later);

    /// <summary>Once an order.</summary>
    public static Decision<CheckoutEvent> Start(CheckoutState state, OrderDraft draft, Guid? cartId) =>
        state.Work == CheckoutWork.None
            ? new CheckoutStarted(draft, cartId)
            : CheckoutErrors.OtherContent();

    /// <summary>A repeat of the command that began the order asks for the same.</summary>
    public static bool IsSame(CheckoutState state, StartCheckout command) =>
        state.StartedBy == command.Context.CommandId
        && state.Draft!.CustomerId == command.CustomerId
        && state.Draft.Email == command.Email
        && state.CartId == command.CartId
        && (command.Coupon is null || state.Draft.Coupon == command.Coupon)
        && state.Draft.ShippingMethod == command.ShippingMethod
        && state.Draft.Payment == command.Payment
        && state.Draft.ShippingAddress == command.ShippingAddress
        && (command.CartId is not null || SameLines(state.Draft, command));

    /// <summary>A pending order, the right amount, a method that pays now.</summary>
    public static Decision<CheckoutEvent> Pay(CheckoutState state, OrderView order, PayCheckout command)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (Versions.Check(command.ExpectedVersion, order.Version) is { } stale) return stale;
        if (CheckMethod(command.Payment) is { } unknown) return unknown;
        if (order.Status != OrderStatus.Pending) return OrderErrors.IllegalTransition("paid", order.Status);
        if (command.Amount is { } amount && amount != order.Total) return CheckoutErrors.WrongAmount(order.Total);
        return new CheckoutPaymentAsked(state.Attempts + 1, command.Payment, order.Total.Amount);
    }

    /// <summary>An order that has not left.</summary>
    public static Decision<CheckoutEvent> Cancel(CheckoutState state, OrderView order, CancelOrder command)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (Versions.Check(command.ExpectedVersion, order.Version) is { } stale) return stale;
        if (!Texts.Fits(command.Reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
        return order.Status is OrderStatus.Pending or OrderStatus.Paid
            ? new CheckoutCancelAsked(command.Reason)
            : OrderErrors.IllegalTransition("cancelled", order.Status);
    }

    /// <summary>An order that is still unpaid when its time is up.</summary>
    public static Decision<CheckoutEvent> Expire(CheckoutState state, OrderView order, DateTimeOffset now, TimeSpan deadline)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (order.Status != OrderStatus.Pending) return OrderErrors.IllegalTransition("expired", order.Status);
        return now < (order.PayBy ?? order.CreatedAt + deadline) ? CheckoutErrors.NotDue() : new CheckoutExpireAsked();
    }

    /// <summary>Why pieces must stay held for an order; null when there is none, or it is over.</summary>
    public static StoreError? CheckHold(CheckoutState state, OrderView? order)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        return order is null or { Status: OrderStatus.Cancelled or OrderStatus.Expired } ? null : CheckoutErrors.NotDue();
    }

    /// <summary>Of what was taken and not given back.</summary>
    public static Decision<CheckoutEvent> Refund(CheckoutState state, OrderView order, RefundOrder command)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (Versions.Check(command.ExpectedVersion, order.Version) is { } stale) return stale;
        if (!Texts.Fits(command.Reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
        if (CheckRefund(order, command.Amount, least: 1) is { } wrong) return wrong;
        return new CheckoutRefundAsked(state.Refunds + 1, command.Amount.Amount, command.Reason);
    }

    /// <summary>Of a return that was approved.</summary>
    public static Decision<CheckoutEvent> ReceiveReturn(CheckoutState state, OrderView order, ReceiveReturn command)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (Versions.Check(command.ExpectedVersion, order.Version) is { } stale) return stale;
        if (order.Returns.FirstOrDefault(r => r.Number == command.Number) is not { } found) return OrderErrors.ReturnNotFound(command.Number);
        if (found.Status != ReturnStatus.Approved) return OrderErrors.IllegalReturn("received", found.Status);
        var restock = command.Restock ?? found.Items;
        if (OrderShipments.Check(restock, productId => OrderShipments.Count(found.Items, productId)) is { } other) return other;

        var refund = command.Refund ?? new Money(OrderRefunds.Of(order, found), order.Total.Currency);
        if (CheckRefund(order, refund, least: 0) is { } wrong) return wrong;
        return new CheckoutReturnAsked(found.Number, restock, state.Refunds + 1, refund.Amount);
    }

    /// <summary>A pending order, and a quantity that a line may have.</summary>
    /// <param name="offer">The product as it is sold now; used when the order has no line of it yet.</param>
    public static Decision<CheckoutEvent> ChangeItem(CheckoutState state, OrderView order, OrderLine? offer, ChangeOrderItem command)
    {
        if (state.IsOpen) return CheckoutErrors.Busy();
        if (Versions.Check(command.ExpectedVersion, order.Version) is { } stale) return stale;
        if (order.Status != OrderStatus.Pending) return OrderErrors.NotChangeable(order.Status);
        var present = order.Items.FirstOrDefault(i => i.ProductId == command.ProductId);
        var before = present?.Quantity ?? 0;
        var delta = command.Delta ?? -before;
        var after = (long)before + delta;
        if (command.Delta is null or < 0 && present is null) return OrderErrors.LineNotFound(command.ProductId);
        if (delta == 0 || after is < 0 or > CartLimits.Quantity) return CheckoutErrors.InvalidChange(delta);
        if (after == 0 && order.Items.Length == 1) return OrderErrors.LastLine();
        if (present is null && order.Items.Length >= CartLimits.Lines) return CartErrors.TooManyLines();
        var line = present is null
            ? offer! with { Quantity = (int)after }
            : new OrderLine(present.ProductId, present.Sku, present.Name, (int)after, present.UnitPrice.Amount);
        if (order.Total.Amount + (delta * line.UnitPrice) > CheckoutLimits.Total) return CheckoutErrors.TooMuch();
        return new CheckoutLineAsked(line, before);
    }

    private static StoreError? CheckRefund(OrderView order, Money amount, long least)
    {
        if (amount.Currency != order.Total.Currency) return ProductErrors.WrongCurrency(amount.Currency, order.Total.Currency);
        if (amount.Amount < least) return PaymentErrors.InvalidRefund();
        if (order.Refunds.Length >= OrderLimits.Entries) return OrderErrors.TooMany("refunds", OrderLimits.Entries);
        var left = OrderRefunds.Left(order);
        return amount.Amount > left ? PaymentErrors.RefundTooLarge(left) : null;
    }

    private static StoreError? CheckMethod(PaymentChoice payment, string? other = null)
    {
        if (payment.Method != PaymentChoice.Card && payment.Method != other) return CheckoutErrors.UnknownMethod(payment.Method);
        return payment.Token is { Length: > CheckoutLimits.Token }
            ? OrderErrors.InvalidText("token", CheckoutLimits.Token)
            : null;
    }

    private static bool SameLines(OrderDraft draft, StartCheckout command) =>
        draft.Items().SequenceEqual(command.Items);
}
