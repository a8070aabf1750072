namespace OrleansStore.Grains.Payments;

/// <summary>Asks the gateway so that silence is told from an answer: a call that got none is looked up, then made once more.</summary>
internal static class PaymentSteps
{
    /// <summary>Null when the gateway cannot be made to answer now.</summary>
    public static Task<PaymentAnswer?> AuthoriseAsync(IPaymentGateway gateway, PaymentRequest request) =>
        AskAsync(() => gateway.AuthoriseAsync(request), () => FindAsync(gateway, request.Key, null), _ => true);

    /// <inheritdoc cref="AuthoriseAsync"/>
    public static Task<PaymentAnswer?> CaptureAsync(IPaymentGateway gateway, PaymentReference payment) => AskAsync(
        () => gateway.CaptureAsync(payment), () => FindAsync(gateway, payment.Key, payment.PaymentId), found => found.State != PaymentState.Authorised);

    /// <inheritdoc cref="AuthoriseAsync"/>
    public static Task<PaymentAnswer?> VoidAsync(IPaymentGateway gateway, PaymentReference payment) => AskAsync(
        () => gateway.VoidAsync(payment), () => FindAsync(gateway, payment.Key, payment.PaymentId), found => found.State != PaymentState.Authorised);

    /// <inheritdoc cref="AuthoriseAsync"/>
    public static Task<RefundAnswer?> RefundAsync(IPaymentGateway gateway, RefundRequest request) =>
        AskAsync(() => gateway.RefundAsync(request), () => Task.FromResult<RefundAnswer?>(null), _ => false);

    private static async Task<PaymentAnswer?> FindAsync(IPaymentGateway gateway, string key, string? paymentId) =>
        (await gateway.FindAsync(key, paymentId))?.Answer;

    /// <param name="tells">What was found is an answer: asking again would tell nothing new.</param>
    private static async Task<T?> AskAsync<T>(Func<Task<T>> ask, Func<Task<T?>> find, Func<T, bool> tells)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (PaymentOutcomeUnknownException)
        {
            // Looked up below: the same key is safe to ask for again, but the answer may be there already.
        }

        try
        {
            return await find() is { } found && tells(found) ? found : await ask();
        }
        catch (PaymentOutcomeUnknownException)
        {
            return null;
        }
    }
}
