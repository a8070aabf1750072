using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Stripe: one PaymentIntent an attempt, authorised when it is made and captured by the store.</summary>
/// <param name="store">The store's name among those that share an account; in the metadata of all that it makes.</param>
/// <remarks>
/// A repeat of a key gets Stripe's first answer once more, so what it made is looked at again. Keys are forgotten after a
/// day: what was asked for longer ago is searched for by its metadata before it is asked for again, and so is every refund
/// that was asked for before.
/// </remarks>
internal sealed partial class StripePaymentGateway(StripeClient stripe, string store, TimeProvider time, ILogger<StripePaymentGateway> logger) : IPaymentGateway
{
    private const string Intents = "v1/payment_intents";
    private const string WithCharge = "expand[]=latest_charge";

    /// <inheritdoc/>
    public async Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request)
    {
        if (request.Token is not { Length: > 0 } token) return new PaymentAnswer("", PaymentState.Declined, "paymentMethodMissing");
        if (time.GetUtcNow() - request.AskedAt > StripeLimits.KeysLast && await FindAsync(request.Key, null) is { } found) return found.Answer;

        var reply = await stripe.PostAsync(Intents, request.Key,
        [
            new("amount", Text(request.Amount.Amount)),
            new("currency", request.Amount.Currency.ToLowerInvariant()),
            new("payment_method", token),
            new("confirm", "true"),
            new("capture_method", "manual"),
            new("automatic_payment_methods[enabled]", "true"),
            new("automatic_payment_methods[allow_redirects]", "never"),
            .. Names(request.Key),
        ]);
        if (!reply.IsDone) return await DeclinedAsync(request, reply);
        var intent = reply.Read(StripeJson.Default.PaymentIntent);
        if (reply.IsReplayed) intent = await GetAsync(intent.Id) ?? intent;
        return await SettledAsync(intent);
    }

    /// <inheritdoc/>
    public async Task<PaymentAnswer> CaptureAsync(PaymentReference payment) =>
        await MoveAsync(payment, "capture", [new("expand[]", "latest_charge")]);

    /// <inheritdoc/>
    public Task<PaymentAnswer> VoidAsync(PaymentReference payment) =>
        MoveAsync(payment, "cancel", [new("cancellation_reason", "requested_by_customer")]);

    /// <inheritdoc/>
    public async Task<RefundAnswer> RefundAsync(RefundRequest request)
    {
        if (request.MayBeDone && await FindRefundAsync(request) is { } earlier) return AnswerOf(earlier);
        var (reply, found) = await RefundOnceAsync(request);
        if (found is not null) return AnswerOf(found);
        if (reply.IsDone) return AnswerOf(reply.Read(StripeJson.Default.StripeRefund));
        LogRefused("refund", request.Key, (int)reply.Status, reply.Code);
        return new RefundAnswer(false, reply.Code ?? "refused");
    }

    /// <inheritdoc/>
    public async Task<FoundPayment?> FindAsync(string key, string? paymentId)
    {
        var intent = paymentId is { Length: > 0 } ? await GetAsync(paymentId) : await SearchAsync(key);
        return intent is null ? null : new FoundPayment(StripeAnswers.AmountOf(intent), await SettledAsync(intent));
    }

    /// <summary>Under another key where one is spent, unless it was done under that one.</summary>
    private async Task<(StripeReply Reply, StripeRefund? Found)> RefundOnceAsync(RefundRequest request)
    {
        for (var turn = 1; ; turn++)
        {
            var reply = await stripe.PostAsync("v1/refunds", turn == 1 ? request.Key : $"{request.Key}/{turn}",
            [
                new("payment_intent", request.Payment.PaymentId),
                new("amount", Text(request.Amount.Amount)),
                new($"metadata[{StripeAnswers.RefundNumber}]", Text(request.Number)),
                .. Names(request.Payment.Key),
            ]);
            if (!reply.IsSpent) return (reply, null);
            if (await FindRefundAsync(request) is { } found) return (reply, found);
            if (turn == StripeLimits.Keys) throw Refused(reply);
        }
    }

    /// <summary>The refund with the number, if it was made; unlike a search, the list of a payment's refunds is never behind.</summary>
    private async Task<StripeRefund?> FindRefundAsync(RefundRequest request)
    {
        var all = $"v1/refunds?payment_intent={Uri.EscapeDataString(request.Payment.PaymentId)}&limit={StripeLimits.Page}";
        for (var page = all; ;)
        {
            var reply = await stripe.GetAsync(page);
            if (!reply.IsDone) throw Refused(reply);
            var found = reply.Read(StripeJson.Default.FoundRefunds);
            var refunds = found.Data ?? [];
            if (refunds.FirstOrDefault(r => r.Metadata?.GetValueOrDefault(StripeAnswers.RefundNumber) == Text(request.Number)) is { } made) return made;
            if (!found.HasMore || refunds is not [.., var last]) return null;
            page = $"{all}&starting_after={Uri.EscapeDataString(last.Id)}";
        }
    }

    private static RefundAnswer AnswerOf(StripeRefund refund) =>
        refund.Status is "failed" or "canceled" ? new RefundAnswer(false, refund.FailureReason ?? refund.Status) : new RefundAnswer(true);

    /// <remarks>Without an idempotency key: a payment is captured once, or cancelled once, and never both.</remarks>
    private async Task<PaymentAnswer> MoveAsync(PaymentReference payment, string verb, IEnumerable<KeyValuePair<string, string>> form)
    {
        var reply = await stripe.PostAsync($"{Intents}/{payment.PaymentId}/{verb}", null, form);
        var done = reply.IsDone ? reply.Read(StripeJson.Default.PaymentIntent) : null;
        if (!reply.IsDone) LogRefused(verb, payment.Key, (int)reply.Status, reply.Code);

        // Refused because it is done already, or can be done no more: how it stands tells.
        done ??= await GetAsync(payment.PaymentId) ?? throw new PaymentOutcomeUnknownException("Stripe does not know its own payment.");
        return await SettledAsync(done);
    }

    /// <summary>A card that asks its owner is given up: nobody is there to answer, and it must not go through later.</summary>
    private async Task<PaymentAnswer> SettledAsync(PaymentIntent intent)
    {
        if (intent.Status is "requires_action" or "requires_confirmation")
        {
            var reply = await stripe.PostAsync($"{Intents}/{intent.Id}/cancel", null, [new("cancellation_reason", StripeAnswers.Abandoned)]);
            intent = reply.IsDone ? reply.Read(StripeJson.Default.PaymentIntent) : await GetAsync(intent.Id) ?? intent;
        }

        return StripeAnswers.Of(intent) ?? throw new PaymentOutcomeUnknownException($"The payment is {intent.Status}.");
    }

    /// <summary>It was not made, or made and not confirmed.</summary>
    private async Task<PaymentAnswer> DeclinedAsync(PaymentRequest request, StripeReply reply)
    {
        var key = request.Key;
        if (reply is { IsReplayed: true, Error.PaymentIntent.Id: { Length: > 0 } id } && await GetAsync(id) is { } now) return await SettledAsync(now);
        var reason = StripeAnswers.ReasonOf(reply.Error);
        if (reply.Error.Type == "card_error") return new PaymentAnswer(reply.Error.PaymentIntent?.Id ?? "", PaymentState.Declined, reason);

        LogRefused("payment", key, (int)reply.Status, reply.Code);
        // The key is spent, or was used with something else, so something may be there: only a look tells.
        if (reply.Error.Type == "idempotency_error" || reply.Status != HttpStatusCode.BadRequest)
        {
            if (await FindAsync(key, null) is { } found) return found.Answer;
            // Should it turn up after all, Stripe tells, and it is given up.
            return reply.IsSpent && time.GetUtcNow() - request.AskedAt > StripeLimits.SearchLag
                ? new PaymentAnswer("", PaymentState.Declined, "providerFailed")
                : throw Refused(reply);
        }

        return new PaymentAnswer("", PaymentState.Declined, reply.Error.Code is null ? "invalidRequest" : reason);
    }

    private async Task<PaymentIntent?> GetAsync(string id)
    {
        var reply = await stripe.GetAsync($"{Intents}/{Uri.EscapeDataString(id)}?{WithCharge}");
        return reply.IsDone ? reply.Read(StripeJson.Default.PaymentIntent) : reply.Status == HttpStatusCode.NotFound ? null : throw Refused(reply);
    }

    /// <remarks>What was made less than a minute ago may not be found yet.</remarks>
    private async Task<PaymentIntent?> SearchAsync(string key)
    {
        var query = Uri.EscapeDataString($"metadata['{StripeAnswers.PaymentKey}']:'{key}' AND metadata['{StripeAnswers.Store}']:'{store}'");
        var reply = await stripe.GetAsync($"{Intents}/search?query={query}&{WithCharge.Replace("[]=", "[]=data.", StringComparison.Ordinal)}");
        if (!reply.IsDone) throw Refused(reply);
        return reply.Read(StripeJson.Default.FoundIntents).Data is [var first, ..] ? first : null;
    }

    private KeyValuePair<string, string>[] Names(string key) =>
        [new($"metadata[{StripeAnswers.Store}]", store), new($"metadata[{StripeAnswers.PaymentKey}]", key)];

    private static PaymentOutcomeUnknownException Refused(StripeReply reply) => new($"Stripe answered {(int)reply.Status} {reply.Code}.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information, "Stripe refused the {Verb} of {Key}: {Status} {Code}")]
    private partial void LogRefused(string verb, string key, int status, string? code);
}
