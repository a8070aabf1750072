namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the engine sees it.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/IGrainContext.cs (the members that a single process has a use for)</remarks>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it is created and after it is gone.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Starts to deactivate: no further request starts here; those that run are let finish.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>The activation that the running code belongs to.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/IGrainContext.cs</remarks>
public interface IGrainContextAccessor
{
    /// <summary>The activation, or null outside of grain code.</summary>
    IGrainContext? GrainContext { get; }
}
