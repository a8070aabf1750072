namespace OrleansStore.Simulation;

/// <summary>A promise of the store that a run saw broken.</summary>
internal sealed class SimulationFailure(string message) : Exception(message)
{
    /// <exception cref="SimulationFailure">It does not hold.</exception>
    public static void Unless(bool holds, FormattableString otherwise)
    {
        if (!holds) throw new SimulationFailure(FormattableString.Invariant(otherwise));
    }
}
