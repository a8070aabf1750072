using OrleansStore.Contracts;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>What goes wrong between a caller and a grain: lost requests and replies, doubled commands, long ways.</summary>
/// <param name="inside">The clock of the process: what its grains wait for ends with it.</param>
/// <param name="outside">The clock of customers, who outlive it.</param>
internal sealed class CallFaults(FaultSource faults, VirtualTime inside, VirtualTime outside) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private bool _repeating;

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsOfTheStore(context) || _repeating)
        {
            await context.Invoke();
            return;
        }

        var rates = faults.Rates;
        var time = context.SourceContext is null ? outside : inside;
        var where = $"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName} {context.TargetId.Key}";
        if (faults.Strikes(rates.CallSlow, Fault.CallSlow, where)) await SomeTime(TimeSpan.FromMilliseconds(200), time);
        if (faults.Strikes(rates.CallLost, Fault.CallLost, where))
        {
            await SomeTime(Patience, time);
            throw new TimeoutException("The request was lost on its way.");
        }

        if (IsCommand(context) && faults.Strikes(rates.CallDoubled, Fault.CallDoubled, where)) Repeat(context, where);
        await context.Invoke();
        if (!faults.Strikes(rates.ReplyLost, Fault.ReplyLost, where)) return;
        await SomeTime(Patience, time);
        throw new TimeoutException("The reply was lost on its way.");
    }

    private static bool IsOfTheStore(IGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType!.Assembly == typeof(CommandContext).Assembly;

    private static bool IsCommand(IGrainCallContext context) => context.Request.GetArgumentCount() > 0;

    private Task SomeTime(TimeSpan most, VirtualTime time) => Task.Delay(faults.Chance.Between(TimeSpan.Zero, most), time);

    /// <summary>Sends the same call once more, now or a little later; nobody waits for its answer.</summary>
    private async void Repeat(IOutgoingGrainCallContext context, string where)
    {
        var arguments = new object?[context.Request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = context.Request.GetArgument(i);
        var (method, grain) = (context.InterfaceMethod, context.Grain);
        try
        {
            if (faults.Strikes(0.3, Fault.CallDoubledLate, where)) await SomeTime(TimeSpan.FromMilliseconds(50), inside);
            _repeating = true;
            var repeated = (Task)method.Invoke(grain, arguments)!;
            _repeating = false;
            await repeated;
        }
        catch (Exception e) when (Expected.IsUnanswered(e))
        {
            // The first of the two tells its caller.
        }
    }
}

/// <summary>Ends activations as it pleases: what they know must all be in the journal.</summary>
internal sealed class ActivationFaults(FaultSource faults) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (faults.Strikes(faults.Rates.Deactivated, Fault.Deactivated, context.TargetId.ToString()))
            context.TargetContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "chance"));
    }
}
