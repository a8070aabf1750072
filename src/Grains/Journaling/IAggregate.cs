using System.Text.Json.Serialization.Metadata;

namespace OrleansStore.Grains.Journaling;

/// <summary>An immutable state that is the fold of its events.</summary>
public interface IAggregate<TSelf, TEvent>
    where TSelf : class
    where TEvent : class
{
    /// <summary>The state before the first event.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>The state after one more event. Pure, and never throws: what is in the journal has happened.</summary>
    static abstract TSelf Evolve(TSelf state, TEvent @event, in EventMeta meta);

    /// <summary>Name and version of the state's shape in snapshots; changed with the shape.</summary>
    static abstract string SnapshotType { get; }

    /// <summary>How snapshots are written.</summary>
    static abstract JsonTypeInfo<TSelf> SnapshotJson { get; }

    /// <summary>How many of the newest commands are remembered to know a repeat; 0 where commands are idempotent by nature.</summary>
    static virtual int RememberedCommands => 8;
}
