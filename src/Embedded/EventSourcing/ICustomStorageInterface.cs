namespace Orleans.EventSourcing.CustomStorage;

/// <summary>The storage that a journaled grain is for itself.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/CustomStorage/ICustomStorageInterface.cs</remarks>
public interface ICustomStorageInterface<TState, TDelta>
{
    /// <summary>Reads version and state. The state becomes the grain's own and is changed by it.</summary>
    Task<KeyValuePair<int, TState>> ReadStateFromStorage();

    /// <summary>
    /// Appends <paramref name="updates"/> if the version is <paramref name="expectedVersion"/>; otherwise does nothing
    /// and returns false. Calls never overlap with each other or with <see cref="ReadStateFromStorage"/>.
    /// </summary>
    Task<bool> ApplyUpdatesToStorage(IReadOnlyList<TDelta> updates, int expectedVersion);
}
