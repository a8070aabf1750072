namespace OrleansStore.Contracts.Checkout;

/// <summary>What can be wrong with a checkout.</summary>
public static class CheckoutErrors
{
    /// <summary>The same id came with another content.</summary>
    public static StoreError OtherContent() =>
        new(ErrorKind.Unprocessable, "idempotencyKeyReused", "The same key was used before for another request.");

    /// <summary>The method is unknown.</summary>
    public static StoreError UnknownMethod(string method) =>
        new(ErrorKind.Invalid, "unknownPaymentMethod", $"'{method}' is not a payment method; use card or later.");

    /// <summary>The amount is not what the order comes to.</summary>
    public static StoreError WrongAmount(Money expected) =>
        new StoreError(ErrorKind.Unprocessable, "wrongAmount", $"The order comes to {expected.Amount} {expected.Currency} (minor units); pay exactly that.")
            .With("expected", expected.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("currency", expected.Currency);

    /// <summary>It comes to something else than the buyer was shown.</summary>
    public static StoreError PriceChanged(Money expected, Money total) =>
        new StoreError(ErrorKind.Conflict, "priceChanged", $"The order comes to {total.Amount} {total.Currency}, not to {expected.Amount} {expected.Currency} (minor units); confirm the new total.")
            .With("total", total.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("currency", total.Currency);

    /// <summary>The provider declined.</summary>
    public static StoreError Declined(Guid orderId, string reason) =>
        new StoreError(ErrorKind.PaymentDeclined, "paymentDeclined", $"The payment was declined ({reason}); the order can be paid again.")
            .With("orderId", orderId.ToString());

    /// <summary>What the provider had promised is gone, so the order is not to be.</summary>
    public static StoreError Withdrawn(Guid orderId) =>
        new StoreError(ErrorKind.PaymentDeclined, "paymentWithdrawn", "The payment that was promised is gone; the order is cancelled.")
            .With("orderId", orderId.ToString());

    /// <summary>Something begun earlier on this order is not finished.</summary>
    public static StoreError Busy() =>
        new(ErrorKind.Conflict, "orderBusy", "Something begun earlier on this order is not finished; try again shortly.");

    /// <summary>Nothing of the order is over its time.</summary>
    public static StoreError NotDue() => new(ErrorKind.Conflict, "notDue", "The order is not over its time.");

    /// <summary>The line would have no sensible quantity.</summary>
    public static StoreError InvalidChange(int delta) =>
        new(ErrorKind.Invalid, "invalidQuantity", $"A change of {delta} pieces leaves no allowed quantity.");

    /// <summary>The provider cannot give the money back.</summary>
    public static StoreError RefundFailed(string reason) =>
        new StoreError(ErrorKind.Conflict, "refundFailed", $"The payment provider cannot give the money back ({reason}).").With("reason", reason);

    /// <summary>The lines come to more than can be counted.</summary>
    public static StoreError TooMuch() =>
        new(ErrorKind.Unprocessable, "totalTooLarge", $"An order comes to at most {CheckoutLimits.Total} minor units.");
}

/// <summary>Limits of a checkout, each with its reason.</summary>
public static class CheckoutLimits
{
    /// <summary>Highest total in minor units; sums over all orders still fit a long.</summary>
    public const long Total = 1_000_000_000_000;

    /// <summary>Characters of a payment token.</summary>
    public const int Token = 200;
}
