using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Cluster;

/// <summary>A gateway whose promises a test may hold up.</summary>
public sealed class HeldGateway(IPaymentGateway gateway) : IPaymentGateway
{
    /// <summary>Waited for before the next promise is asked for, once.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>The payment that calls about fail in a way that no gateway should.</summary>
    public string? Broken { get; set; }

    public async Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request)
    {
        if (Before is { } wait)
        {
            Before = null;
            await wait();
        }

        return await gateway.AuthoriseAsync(request);
    }

    public Task<PaymentAnswer> CaptureAsync(PaymentReference payment) => gateway.CaptureAsync(payment);

    public Task<RefundAnswer> RefundAsync(RefundRequest request) => gateway.RefundAsync(request);

    public Task<PaymentAnswer> VoidAsync(PaymentReference payment) => gateway.VoidAsync(payment);

    public Task<FoundPayment?> FindAsync(string key, string? paymentId) =>
        key == Broken ? throw new InvalidOperationException("Nobody foresaw this.") : gateway.FindAsync(key, paymentId);
}
