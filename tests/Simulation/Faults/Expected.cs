using OrleansStore.Contracts;

namespace OrleansStore.Simulation.Faults;

/// <summary>The exceptions that a caller of the store has to expect: each means "ask again with the same id".</summary>
internal static class Expected
{
    public static bool IsUnanswered(Exception e) =>
        e is TimeoutException or StorageUnavailableException or OrleansMessageRejectionException;
}
