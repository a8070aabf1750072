using System.Globalization;

namespace OrleansStore.Contracts.Payments;

/// <summary>What can be wrong with a command to an order's payment.</summary>
public static class PaymentErrors
{
    /// <summary>See <see cref="NotFound"/>.</summary>
    public const string NotFoundCode = "paymentNotFound";

    /// <summary>See <see cref="Unanswered"/>.</summary>
    public const string UnansweredCode = "paymentUnanswered";

    /// <summary>See <see cref="AlreadyPaid"/>.</summary>
    public const string AlreadyPaidCode = "alreadyPaid";

    /// <summary>See <see cref="OtherPromise"/>.</summary>
    public const string OtherPromiseCode = "otherPromise";

    /// <summary>See <see cref="RefundTooLarge"/>.</summary>
    public const string RefundTooLargeCode = "refundTooLarge";

    /// <summary>Nobody has heard of the attempt, or the provider has not answered it: ask for the promise again.</summary>
    public static StoreError NotFound(int attempt) =>
        new(ErrorKind.NotFound, NotFoundCode, $"Nothing is promised under attempt {attempt}.");

    /// <summary>The provider does not answer now; ask again.</summary>
    public static StoreError Unanswered() =>
        new(ErrorKind.Conflict, UnansweredCode, "The payment provider does not answer; try again shortly.");

    /// <summary>The attempt was asked for with another amount.</summary>
    public static StoreError OtherAmount(int attempt) =>
        new(ErrorKind.Unprocessable, "paymentAttemptReused", $"Attempt {attempt} was made for another amount.");

    /// <summary>Another attempt has the money.</summary>
    public static StoreError AlreadyPaid(int attempt) =>
        new(ErrorKind.Conflict, AlreadyPaidCode, $"The order is paid by attempt {attempt}.");

    /// <summary>Another attempt is promised, and its money perhaps on its way.</summary>
    public static StoreError OtherPromise(int attempt) =>
        new(ErrorKind.Conflict, OtherPromiseCode, $"Attempt {attempt} is promised, and must be given up first.");

    /// <summary>The money is taken, so that nothing can be given up; refund it.</summary>
    public static StoreError AlreadyCaptured(int attempt) =>
        new(ErrorKind.Conflict, "alreadyCaptured", $"Attempt {attempt} is captured; refund it.");

    /// <summary>Less than that is left.</summary>
    public static StoreError RefundTooLarge(long refundable) =>
        new StoreError(ErrorKind.Unprocessable, RefundTooLargeCode, $"At most {refundable} (minor units) can be refunded.")
            .With("refundable", refundable.ToString(CultureInfo.InvariantCulture));

    /// <summary>There were as many as there may be.</summary>
    public static StoreError TooMany(string what, int limit) =>
        new(ErrorKind.LimitReached, "tooManyPayments", $"An order has at most {limit} {what}.");

    /// <summary>The amount is not positive, or the refund has no number.</summary>
    public static StoreError InvalidRefund() =>
        new(ErrorKind.Invalid, "invalidRefund", "A refund comes to at least 1 (minor units).");
}

/// <summary>Limits of an order's payment, each with its reason.</summary>
public static class PaymentLimits
{
    /// <summary>Attempts to pay one order; whoever tries more cards than that is testing cards.</summary>
    public const int Attempts = 50;

    /// <summary>Refunds of one order; the ledger is read as a whole.</summary>
    public const int Refunds = 200;
}
