// Stands in for FakeTimeProvider of Microsoft.Extensions.TimeProvider.Testing, which is not to be had.
namespace OrleansStore.Grains.Tests;

/// <summary>A clock that stands still until it is moved. Timers run on the real one: only what is written down is virtual.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _ticks = Some.Now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
