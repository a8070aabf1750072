using Microsoft.Extensions.Logging;

namespace Orleans.Embedded;

/// <summary>What the engine logs.</summary>
internal sealed partial class EngineLog(ILogger<EmbeddedEngine> logger)
{
    [LoggerMessage(Level = LogLevel.Error, Message = "An exception that nobody awaits ended in {Activation}")]
    public partial void UnobservedException(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Activating {Activation} failed")]
    public partial void ActivationFailed(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deactivating {Activation} failed")]
    public partial void DeactivationFailed(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer callback of {Activation} failed")]
    public partial void TimerFailed(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Method} of {Activation} failed")]
    public partial void OneWayFailed(GrainMethod method, Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Callback} of journaled grain {Grain} threw; called from {Place}")]
    public partial void JournalCallbackFailed(string callback, string place, object grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Reminder} was not delivered")]
    public partial void ReminderFailed(string reminder, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A subscriber of stream {Stream} threw")]
    public partial void SubscriberFailed(string stream, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} got an item of stream {Stream} and has no observer for it; dropped")]
    public partial void NoObserver(string grain, string stream);
}
