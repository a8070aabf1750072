namespace OrleansStore.Grains.Customers;

/// <summary>How far an erasure has come.</summary>
/// <param name="AskedBy">The command that asked first; null: none did.</param>
/// <param name="At">When the keys were destroyed; null while the erasure is under way.</param>
[GenerateSerializer, Immutable, Alias("store.customerErasure")]
public sealed record CustomerErasure(Guid? AskedBy, DateTimeOffset? At)
{
    /// <summary>Nobody asked for it.</summary>
    public static CustomerErasure None { get; } = new(null, null);
}
