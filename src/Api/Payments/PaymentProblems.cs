using OrleansStore.Api.Http;
using OrleansStore.Contracts;

namespace OrleansStore.Api.Payments;

/// <summary>Refusals of what a payment provider tells.</summary>
internal static class PaymentProblems
{
    /// <summary>It was not signed with the secret, or too long ago.</summary>
    public static Problem InvalidSignature() =>
        new(400, "invalidSignature", "The signature is missing, wrong, or more than five minutes old.");

    /// <summary>It could not be acted on now, and is to be told again.</summary>
    public static Problem NotTaken(StoreError error) => new(503, error.Code, error.Detail) { RetryAfter = 5 };
}
