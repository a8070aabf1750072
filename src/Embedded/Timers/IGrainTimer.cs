namespace Orleans.Runtime;

/// <summary>A timer of an activation; disposing ends it.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Runtime/IGrainTimer.cs</remarks>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the next tick comes and how long after each tick's end the next one does.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
