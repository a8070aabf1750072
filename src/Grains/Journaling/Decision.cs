namespace OrleansStore.Grains.Journaling;

/// <summary>What a command comes to: events, a broken rule, or nothing because it is done already.</summary>
public readonly struct Decision<TEvent>
    where TEvent : class
{
    private Decision(StoreError? error, IReadOnlyList<TEvent> events) => (Error, Events) = (error, events);

    /// <summary>The broken rule.</summary>
    public StoreError? Error { get; }

    /// <summary>What is to happen; empty when nothing is.</summary>
    public IReadOnlyList<TEvent> Events => field ?? [];

    /// <summary>It is done already.</summary>
    public static Decision<TEvent> Nothing => default;

    /// <summary>Several events at once.</summary>
    public static Decision<TEvent> All(params IReadOnlyList<TEvent> events) => new(null, events);

    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent @event) => new(null, [@event]);

    /// <summary>A broken rule.</summary>
    public static implicit operator Decision<TEvent>(StoreError error) => new(error, []);
}
