namespace OrleansStore.Grains.Sweeping;

/// <summary>How long things may wait.</summary>
/// <param name="SweepEvery">How often what is over its time is looked for.</param>
/// <param name="Payment">How long a placed order waits for its payment.</param>
/// <param name="CartLifetime">How long a cart is kept that nobody touches.</param>
public sealed record Deadlines(TimeSpan SweepEvery, TimeSpan Payment, TimeSpan CartLifetime)
{
    /// <summary>What holds when nobody says otherwise.</summary>
    public static Deadlines Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromDays(30));
}
