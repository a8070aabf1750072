using OrleansStore.Grains.Payments;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>The way from one process to the payment gateway, which stands outside and outlives it.</summary>
/// <param name="gateway">The gateway as it is when a request arrives.</param>
/// <param name="time">The clock of the process.</param>
internal sealed class UnsteadyGateway(SeededWorld world, VirtualTime time, FaultSource faults, Fate fate, GatewayNews news, Func<IPaymentGateway> gateway)
    : IPaymentGateway
{
    public Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request) =>
        SendAsync(Telling(request.Key, g => g.AuthoriseAsync(request)), $"authorise {request.Key}");

    public Task<PaymentAnswer> CaptureAsync(PaymentReference payment) =>
        SendAsync(Telling(payment.Key, g => g.CaptureAsync(payment)), $"capture {payment.Key}");

    public Task<RefundAnswer> RefundAsync(RefundRequest request) =>
        SendAsync(Telling(request.Payment.Key, g => g.RefundAsync(request)), $"refund {request.Key}");

    public Task<PaymentAnswer> VoidAsync(PaymentReference payment) =>
        SendAsync(Telling(payment.Key, g => g.VoidAsync(payment)), $"void {payment.Key}");

    public Task<FoundPayment?> FindAsync(string key, string? paymentId) => SendAsync(g => g.FindAsync(key, paymentId), $"find {key}");

    /// <summary>What is done is told, whoever hears the answer.</summary>
    private Func<IPaymentGateway, Task<T>> Telling<T>(string key, Func<IPaymentGateway, Task<T>> ask) => async g =>
    {
        var answer = await ask(g);
        await news.TellAsync(key);
        return answer;
    };

    private async Task<T> SendAsync<T>(Func<IPaymentGateway, Task<T>> ask, string what)
    {
        var rates = faults.Rates;
        var slow = faults.Strikes(rates.GatewaySlow, Fault.GatewaySlow, what);
        await Task.Delay(faults.Chance.Between(TimeSpan.Zero, slow ? TimeSpan.FromSeconds(45) : TimeSpan.FromMilliseconds(30)), time);
        if (faults.CrashStrikes(fate, rates.CrashAtGateway, Fault.CrashBeforeGatewayActs, what)) await Gone();
        faults.MayFailOver(fate, what);
        if (faults.Strikes(rates.GatewayRequestLost, Fault.GatewayRequestLost, what)) throw Unknown();
        if (faults.Strikes(rates.GatewayRequestLate, Fault.GatewayRequestLate, what))
        {
            ArriveLate(() => ask(gateway()), what);
            throw Unknown();
        }

        if (faults.Strikes(rates.GatewayDoubled, Fault.GatewayDoubled, what)) ArriveLate(() => ask(gateway()), what);
        var answer = await ask(gateway());
        world.Trace.Add(world.Now, $"  $ {what}: {answer}");
        if (faults.CrashStrikes(fate, rates.CrashAtGateway, Fault.CrashAfterGatewayActed, what)) await Gone();
        var isToldFirst = faults.Strikes(rates.GatewayTells / 4, Fault.GatewayTellsFirst, what);
        await Task.Delay(faults.Chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(isToldFirst ? 2_000 : 30)), time);
        return faults.Strikes(rates.GatewayReplyLost, Fault.GatewayReplyLost, what) ? throw Unknown() : answer;
    }

    /// <summary>The request is on its way on its own; not even a crash of its sender stops it.</summary>
    private void ArriveLate(Func<Task> act, string what) => world.Post(_ => Arrive(act, what), null);

    private async void Arrive(Func<Task> act, string what)
    {
        try
        {
            await world.Pause(faults.Chance.Between(TimeSpan.Zero, TimeSpan.FromSeconds(20)));
            world.Trace.Add(world.Now, $"  $ {what}, late");
            await act();
        }
        catch (Exception e) when (e is InvalidOperationException or PaymentOutcomeUnknownException)
        {
            // Whatever the gateway answers, nobody is there to hear it.
        }
    }

    private static Task Gone() => new TaskCompletionSource().Task;

    private static PaymentOutcomeUnknownException Unknown() => new("No answer came.");
}
