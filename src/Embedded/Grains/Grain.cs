using System.Diagnostics.CodeAnalysis;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/Grain.cs</remarks>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Created by the engine, which sets the activation as the current context.</summary>
    protected Grain()
        : this((SynchronizationContext.Current as Activation)!)
    {
    }

    /// <summary>Created in a test, with a stand-in for the activation.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <inheritdoc/>
    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The identity as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Access to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Engine.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext?.ActivationServices!;

    private Activation Activation =>
        GrainContext as Activation
        ?? throw new InvalidOperationException("Grain was created outside of the engine, and has no activation.");

    /// <summary>Runs before the first request; an exception fails the activation and reaches the callers.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request, except when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates when the running requests are done; waiting requests go to a new activation.</summary>
    protected void DeactivateOnIdle() =>
        GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Keeps the activation from being collected as idle for at least <paramref name="timeSpan"/>; zero undoes it.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
