namespace OrleansStore.Grains.Sweeping;

/// <summary>What kinds of things become due.</summary>
public enum DueKind : byte
{
    /// <summary>An order that is not paid, or that never came to be and may hold goods.</summary>
    Order = 1,

    /// <summary>A cart that is open.</summary>
    Cart = 2,
}

/// <summary>A thing that may become due.</summary>
/// <param name="Since">From when its time counts.</param>
public readonly record struct DueThing(DueKind Kind, Guid Id, DateTimeOffset Since);
