namespace OrleansStore.ReadModels;

/// <summary>How far the read side is.</summary>
public interface IReadModels
{
    /// <summary>The lowest position that every projection has taken in.</summary>
    long Position { get; }

    /// <summary>The newest position that this process knows of.</summary>
    long Head { get; }

    /// <summary>Completes when every projection has taken in the position; reads of one's own write wait for it.</summary>
    /// <returns>False when <paramref name="timeout"/> passed first.</returns>
    ValueTask<bool> WaitForAsync(long position, TimeSpan timeout, CancellationToken cancellation = default);
}
