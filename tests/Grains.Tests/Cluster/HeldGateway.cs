using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Cluster;

/// <summary>A gateway whose promises a test may hold up.</summary>
public sealed class HeldGateway(IPaymentGateway gateway) : IPaymentGateway
{
    /// <summary>Waited for before the next promise is asked for, once.</summary>
    public Func<Task>? Before { get; set; }

    public async Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request)
    {
        if (Before is { } wait)
        {
            Before = null;
            await wait();
        }

        return await gateway.AuthoriseAsync(request);
    }

    public Task<PaymentAnswer> CaptureAsync(string key) => gateway.CaptureAsync(key);

    public Task<PaymentAnswer> RefundAsync(string key) => gateway.RefundAsync(key);

    public Task<PaymentAnswer> VoidAsync(string key) => gateway.VoidAsync(key);

    public Task<PaymentAnswer?> FindAsync(string key) => gateway.FindAsync(key);
}
