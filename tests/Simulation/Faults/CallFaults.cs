using OrleansStore.Contracts;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>What goes wrong between a caller and a grain: lost requests and replies, doubled commands, long ways.</summary>
/// <param name="inside">The clock of the process: what its grains wait for ends with it.</param>
/// <param name="elsewhere">The grains of another process that lives at the same time.</param>
internal sealed class CallFaults(FaultSource faults, SeededWorld world, VirtualTime inside, Func<IGrainFactory?> elsewhere) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How late a repeat may come: long after its order has gone on, or is over.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(5);

    private bool _repeating;

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsOfTheStore(context) || _repeating)
        {
            await context.Invoke();
            return;
        }

        var rates = faults.Rates;
        var time = context.SourceContext is null ? world.Time : inside;
        var where = $"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName} {context.TargetId.Key}";
        if (faults.Strikes(rates.CallSlow, Fault.CallSlow, where)) await SomeTime(TimeSpan.FromMilliseconds(200), time);
        if (faults.Strikes(rates.CallLost, Fault.CallLost, where))
        {
            await SomeTime(Patience, time);
            throw new TimeoutException("The request was lost on its way.");
        }

        var repeat = IsCommand(context) && faults.Strikes(rates.CallDoubled, Fault.CallDoubled, where) ? Copy(context) : null;
        // Late is a repeat of what was performed: its answer is known when it comes.
        var late = repeat is not null && faults.Strikes(0.3, Fault.CallDoubledLate, where);
        if (!late) Send(repeat);
        if (context.SourceContext is not null && elsewhere() is { } grains && faults.Strikes(rates.CallStrays, Fault.CallStrayed, where))
            context.Result = await StrayAsync(context, grains);
        else await context.Invoke();
        if (late) SendLate(repeat);
        if (!faults.Strikes(rates.ReplyLost, Fault.ReplyLost, where)) return;
        await SomeTime(Patience, time);
        throw new TimeoutException("The reply was lost on its way.");
    }

    private static bool IsOfTheStore(IGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType!.Assembly == typeof(CommandContext).Assembly;

    private static bool IsCommand(IGrainCallContext context) => context.Request.GetArgumentCount() > 0;

    private Task SomeTime(TimeSpan most, VirtualTime time) => Task.Delay(faults.Chance.Between(TimeSpan.Zero, most), time);

    /// <summary>The same call once more, with the arguments as they are now.</summary>
    private static Func<Task> Copy(IOutgoingGrainCallContext context, object? grain = null)
    {
        var arguments = new object?[context.Request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = context.Request.GetArgument(i);
        var method = context.InterfaceMethod;
        grain ??= context.Grain;
        return () => (Task)method.Invoke(grain, arguments)!;
    }

    /// <summary>The call goes to the other process's activation, as one from outside of it.</summary>
    private Task<object?> StrayAsync(IOutgoingGrainCallContext context, IGrainFactory grains)
    {
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = grains.GetGrain(context.TargetId).AsReference(context.InterfaceMethod.DeclaringType!);
        var call = Copy(context, target);
        world.Post(_ => Ask(), null);
        return answer.Task;

        async void Ask()
        {
            try
            {
                var asked = call();
                await asked;
                answer.SetResult(asked.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(asked));
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }

    private async void SendLate(Func<Task>? repeat)
    {
        await SomeTime(Lateness, inside);
        Send(repeat);
    }

    /// <summary>Nobody waits for the answer: the first of the two tells its caller.</summary>
    private async void Send(Func<Task>? repeat)
    {
        if (repeat is null) return;
        try
        {
            _repeating = true;
            var repeated = repeat();
            _repeating = false;
            await repeated;
        }
        catch (Exception e) when (Expected.IsUnanswered(e))
        {
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
