namespace OrleansStore.Grains.History;

/// <summary>A stream as it was when one of its events had been stored. Immutable.</summary>
/// <param name="Version">Of that event; 0 before the first.</param>
/// <param name="Position">Of that event in the global order.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Latest">The latest time of any event so far: clocks differ, so an event may bear an earlier time than the one before it.</param>
public abstract record Moment(int Version, long Position, DateTimeOffset At, DateTimeOffset Latest);

/// <summary>A stream as it was, with what its events came to.</summary>
internal sealed record Moment<TState>(int Version, long Position, DateTimeOffset At, DateTimeOffset Latest, TState State)
    : Moment(Version, Position, At, Latest);
