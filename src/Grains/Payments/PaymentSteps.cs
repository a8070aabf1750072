namespace OrleansStore.Grains.Payments;

/// <summary>Asks the gateway so that silence is told from an answer: a call that got none is looked up, then asked once more.</summary>
internal static class PaymentSteps
{
    /// <summary>Null when the gateway cannot be made to answer now.</summary>
    public static Task<PaymentAnswer?> AuthoriseAsync(IPaymentGateway gateway, PaymentRequest request) =>
        AskAsync(gateway, request.Key, () => gateway.AuthoriseAsync(request), PaymentState.Authorised);

    /// <inheritdoc cref="AuthoriseAsync"/>
    public static Task<PaymentAnswer?> CaptureAsync(IPaymentGateway gateway, string key) =>
        AskAsync(gateway, key, () => gateway.CaptureAsync(key), PaymentState.Captured);

    /// <inheritdoc cref="AuthoriseAsync"/>
    public static Task<PaymentAnswer?> RefundAsync(IPaymentGateway gateway, string key) =>
        AskAsync(gateway, key, () => gateway.RefundAsync(key), PaymentState.Refunded);

    /// <summary>Sees to it that nothing is promised under the key; false when the gateway cannot be made to answer now.</summary>
    public static async Task<bool> GiveUpAsync(IPaymentGateway gateway, string key)
    {
        try
        {
            return await gateway.FindAsync(key) is not { State: PaymentState.Authorised }
                || await AskAsync(gateway, key, () => gateway.VoidAsync(key), PaymentState.Voided) is { State: PaymentState.Voided };
        }
        catch (PaymentOutcomeUnknownException)
        {
            return false;
        }
    }

    private static async Task<PaymentAnswer?> AskAsync(
        IPaymentGateway gateway, string key, Func<Task<PaymentAnswer>> ask, PaymentState wanted)
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
            var found = await gateway.FindAsync(key);
            if (found is not null && IsSettled(found.State, wanted)) return found;
            return await ask();
        }
        catch (PaymentOutcomeUnknownException)
        {
            return null;
        }
    }

    /// <summary>What is wanted is done, or was done and gone on from, or can be no more: asking again would tell nothing new.</summary>
    private static bool IsSettled(PaymentState found, PaymentState wanted) => wanted switch
    {
        PaymentState.Authorised => true,
        PaymentState.Captured or PaymentState.Voided => found is not PaymentState.Authorised,
        _ => found is not (PaymentState.Authorised or PaymentState.Captured),
    };
}
