namespace Orleans.Embedded;

/// <summary>Where the engine gets the ids of stream subscriptions; a simulation gives a seeded one.</summary>
public interface IIdentitySource
{
    /// <summary>A new id.</summary>
    Guid NewId();
}

internal sealed class RandomIdentitySource : IIdentitySource
{
#pragma warning disable RS0030 // The one place where the engine's ids come from the system; a simulation replaces it.
    public Guid NewId() => Guid.NewGuid();
#pragma warning restore RS0030
}
