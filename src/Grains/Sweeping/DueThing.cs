namespace OrleansStore.Grains.Sweeping;

/// <summary>What kinds of things become due.</summary>
public enum DueKind : byte
{
    /// <summary>An order that was begun, or is unpaid and does not say until when it may be.</summary>
    Order = 1,

    /// <summary>A cart that is open.</summary>
    Cart = 2,

    /// <summary>An unpaid order with a time of its own until which it is to be paid: that is the time that is kept.</summary>
    Unpaid = 3,

    /// <summary>Pieces held for an order that nobody is waiting for: there is none, or it is past its payment.</summary>
    Hold = 4,

    /// <summary>An account that is to be erased and is not yet.</summary>
    Erasure = 5,
}

/// <summary>Which thing.</summary>
/// <param name="Id">The order, cart or account.</param>
/// <param name="Product">Of a hold; empty otherwise.</param>
public readonly record struct DueKey(Guid Id, Guid Product = default);

/// <summary>A thing that may become due.</summary>
/// <param name="Since">From when its time counts.</param>
public readonly record struct DueThing(DueKind Kind, DueKey Key, DateTimeOffset Since)
{
    /// <summary>The order, cart or account.</summary>
    public Guid Id => Key.Id;
}
