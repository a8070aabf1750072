namespace Orleans;

/// <summary>Why an activation goes away.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/DeactivationReason.cs</remarks>
public readonly struct DeactivationReason
{
    /// <summary>A reason with its text.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception behind it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Description = text;
        Exception = exception;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The exception behind it, if any.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}

/// <summary>The kinds of reasons for which an activation goes away.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/IGrainBase.cs; the embedded engine gives only some of them.</remarks>
public enum DeactivationReasonCode : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The process is shutting down.</summary>
    ShuttingDown,

    /// <summary>Activating failed.</summary>
    ActivationFailed,

    /// <summary>Not given here: there is no directory.</summary>
    DirectoryFailure,

    /// <summary>Nothing asked for the grain for its collection age.</summary>
    ActivationIdle,

    /// <summary>Not given here.</summary>
    ActivationUnresponsive,

    /// <summary>Not given here: there is one process.</summary>
    DuplicateActivation,

    /// <summary>Not given here: there is one version.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed.</summary>
    ApplicationError,

    /// <summary>The grain, or a caller, asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not given here: there is nowhere to migrate to.</summary>
    Migrating,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested,

    /// <summary>Not given here.</summary>
    HighMemoryPressure,
}
