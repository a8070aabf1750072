using System.Collections.Immutable;

namespace OrleansStore.Grains.Journaling;

/// <summary>The mutable holder that the engine copies and hands to <c>TransitionState</c>; all it holds is immutable.</summary>
/// <remarks>
/// Never mark it immutable: the engine would share one instance between the confirmed and the tentative view, and every
/// event would be applied twice.
/// </remarks>
[GenerateSerializer, Alias("store.journaled`1")]
public sealed class Journaled<TState>
    where TState : class
{
    /// <summary>The state; null before the first event.</summary>
    [Id(0)]
    public TState? Value { get; set; }

    /// <summary>The newest commands that led to events, oldest first: a repeat of one of them decides nothing.</summary>
    [Id(1)]
    public ImmutableArray<Guid> Commands { get; set; } = [];
}

/// <summary>An event with all that is stored about it.</summary>
/// <param name="EventId">Made when it is raised.</param>
/// <param name="CommandId">The command that led to it.</param>
[GenerateSerializer, Immutable, Alias("store.recorded`1")]
public sealed record Recorded<TEvent>(
    Guid EventId, Guid CommandId, Guid CorrelationId, string Actor, DateTimeOffset Time, TEvent Body)
    where TEvent : class;

/// <summary>What a fold may know of an event beside its body.</summary>
public readonly record struct EventMeta(Guid CommandId, Guid CorrelationId, string Actor, DateTimeOffset Time);
