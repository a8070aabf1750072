namespace OrleansStore.Contracts.Promotions;

/// <summary>What can be wrong with a command to promotions.</summary>
public static class PromotionErrors
{
    /// <summary>The code of <see cref="UsedUp"/>.</summary>
    public const string UsedUpCode = "couponUsedUp";

    /// <summary>The code of <see cref="UsedByCustomer"/>.</summary>
    public const string UsedByCustomerCode = "couponUsedByCustomer";

    /// <summary>There is no such promotion.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "promotionNotFound", $"There is no promotion {id}.");

    /// <summary>Another promotion has the coupon.</summary>
    public static StoreError CodeTaken(string code) =>
        new(ErrorKind.Conflict, "promotionCodeTaken", $"The coupon '{code}' belongs to another promotion.");

    /// <summary>A field cannot be as it is said.</summary>
    public static StoreError Invalid(string field, string what) =>
        new StoreError(ErrorKind.Invalid, "invalidPromotion", $"'{field}': {what}").With("field", field);

    /// <summary>There is no room for another.</summary>
    public static StoreError TooMany() =>
        new(ErrorKind.Conflict, "tooManyPromotions", $"At most {PromotionLimits.Promotions} promotions are kept.");

    /// <summary>All uses are taken.</summary>
    public static StoreError UsedUp(Guid id) =>
        new StoreError(ErrorKind.Conflict, UsedUpCode, "The promotion has been used as often as it may be.").With("promotionId", id.ToString());

    /// <summary>The customer has taken all uses that one may have.</summary>
    public static StoreError UsedByCustomer(Guid id) =>
        new StoreError(ErrorKind.Conflict, UsedByCustomerCode, "You have used the promotion as often as one customer may.").With("promotionId", id.ToString());

    /// <summary>The order has given its use back; it gets none any more.</summary>
    public static StoreError AlreadySettled(Guid orderId) =>
        new(ErrorKind.Conflict, "alreadySettled", $"Order {orderId} has given its use of the promotion back.");
}

/// <summary>Limits of promotions, each with its reason.</summary>
public static class PromotionLimits
{
    /// <summary>Promotions that are kept: all of them are looked at for every price.</summary>
    public const int Promotions = 1_000;

    /// <summary>Characters of a name, a category or a customer group.</summary>
    public const int Text = 200;

    /// <summary>Characters of a coupon; people type them.</summary>
    public const int Code = 50;

    /// <summary>Categories or products one promotion names.</summary>
    public const int Named = 200;

    /// <summary>Uses in all; far above any campaign.</summary>
    public const int Uses = 1_000_000_000;

    /// <summary>Uses of one customer; all of them are remembered while they count.</summary>
    public const int UsesPerCustomer = 1_000;

    /// <summary>Pieces to buy or to get.</summary>
    public const int Pieces = 999;

    /// <summary>Priorities go from minus this to this.</summary>
    public const int Priority = 1_000_000;

    /// <summary>
    /// How many of the newest orders that took or gave back a use are remembered, each, to know a repeat without a look
    /// into the journal.
    /// </summary>
    public const int Remembered = 256;
}
