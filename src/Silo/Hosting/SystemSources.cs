using OrleansStore.Contracts;

namespace OrleansStore.Silo.Hosting;

/// <summary>Ids of the real world.</summary>
internal sealed class SystemIds : IIdSource
{
    /// <inheritdoc/>
    public Guid NewId() => Guid.CreateVersion7();
}

/// <summary>Chance of the real world.</summary>
internal sealed class SystemChance : IChance
{
    /// <inheritdoc/>
    public double Next() => Random.Shared.NextDouble();
}
