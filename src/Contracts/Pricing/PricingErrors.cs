namespace OrleansStore.Contracts.Pricing;

/// <summary>Why something has no price as asked.</summary>
public static class PricingErrors
{
    /// <summary>There is no such coupon.</summary>
    public static StoreError CouponUnknown(string coupon) =>
        new(ErrorKind.Unprocessable, "couponUnknown", $"There is no coupon '{coupon}'.");

    /// <summary>The coupon does not take anything off this.</summary>
    /// <param name="reason">One of <see cref="PromotionReasons"/>.</param>
    public static StoreError CouponNotApplicable(string coupon, string reason) =>
        new StoreError(ErrorKind.Unprocessable, "couponNotApplicable", $"The coupon '{coupon}' does not apply here ({reason}).")
            .With("reason", reason);

    /// <summary>There is no such method, or it does not go there.</summary>
    public static StoreError UnknownShippingMethod(string method) =>
        new(ErrorKind.Unprocessable, "unknownShippingMethod", $"There is no shipping method '{method}' for this.");

    /// <summary>No method goes there.</summary>
    public static StoreError NotShippedThere(string country) =>
        new StoreError(ErrorKind.Unprocessable, "notShippedThere", $"Nothing of this is shipped to {country}.").With("country", country);

    /// <summary>Sums would not fit.</summary>
    public static StoreError TooMuch() =>
        new(ErrorKind.Unprocessable, "totalTooLarge", $"What is priced comes to at most {PricingLimits.Total} minor units.");
}

/// <summary>Limits of pricing, each with its reason.</summary>
public static class PricingLimits
{
    /// <summary>Highest subtotal and highest shipping price in minor units; with every tax on it, it still fits a long.</summary>
    public const long Total = 1_000_000_000_000;

    /// <summary>The whole, in parts per million.</summary>
    public const int Whole = 1_000_000;
}
