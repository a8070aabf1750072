using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.History;

/// <summary>How streams of one kind are looked back at: their events are folded and shown as their own grain does it.</summary>
/// <param name="category">The streams' category.</param>
/// <param name="isPersonal">What they come to tells of people, and is not to be kept where it would outlast their keys.</param>
public abstract class Past<TView>(string category, bool isPersonal)
    where TView : class
{
    /// <summary>The streams' category, such as <c>order</c>.</summary>
    public string Category => category;

    /// <summary>Whether what a stream came to tells of people.</summary>
    public bool IsPersonal => isPersonal;

    /// <summary>Before the first event.</summary>
    public abstract Moment Start { get; }

    /// <summary>After the next event.</summary>
    /// <exception cref="UnknownEventException">This version of the program cannot read it.</exception>
    public abstract Moment After(Moment before, StoredEvent stored);

    /// <summary>What was shown then; null when the thing did not exist.</summary>
    public abstract TView? Show(Guid id, Moment moment);
}

/// <inheritdoc/>
/// <param name="show">What the grain shows of a state at a version; null when the thing does not exist in it.</param>
internal sealed class Past<TState, TEvent, TView>(
    string category, bool isPersonal, EventCodec codec, Func<Guid, int, TState, TView?> show) : Past<TView>(category, isPersonal)
    where TState : class, IAggregate<TState, TEvent>
    where TEvent : class
    where TView : class
{
    private static readonly Moment<TState> _start = new(0, 0, default, default, TState.Initial);

    /// <inheritdoc/>
    public override Moment Start => _start;

    /// <inheritdoc/>
    public override Moment After(Moment before, StoredEvent stored) => After((Moment<TState>)before, stored, (TEvent)codec.Read(stored));

    /// <inheritdoc/>
    public override TView? Show(Guid id, Moment moment) =>
        moment.Version == 0 ? null : show(id, moment.Version, ((Moment<TState>)moment).State);

    private static Moment<TState> After(Moment<TState> before, StoredEvent stored, TEvent @event) => new(
        stored.Version,
        stored.Position,
        stored.Time,
        stored.Time > before.Latest ? stored.Time : before.Latest,
        TState.Evolve(before.State, @event, new EventMeta(stored.CausationId, stored.CorrelationId, stored.Actor, stored.Time)));
}
