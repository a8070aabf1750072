namespace OrleansStore.Contracts;

/// <summary>Where new ids come from; the simulation brings its own.</summary>
public interface IIdSource
{
    /// <summary>A new id, a UUID of version 7 (RFC 9562): ids made later sort later.</summary>
    Guid NewId();
}

/// <summary>Where chance comes from; the simulation brings its own.</summary>
public interface IChance
{
    /// <summary>A number from 0 up to, not including, 1.</summary>
    double Next();
}
