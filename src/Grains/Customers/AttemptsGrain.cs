using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <inheritdoc cref="IAttemptsGrain"/>
[CollectionAgeLimit(Hours = 2)]
public sealed class AttemptsGrain(JournalServices services) : Grain, IAttemptsGrain
{
    private readonly Attempts _attempts = new();

    /// <inheritdoc/>
    public Task<TimeSpan> Begin(string key, int free) => Task.FromResult(_attempts.Begin(key, free, services.Time.GetUtcNow()));

    /// <inheritdoc/>
    public Task TakeBack(string key, bool forget)
    {
        _attempts.TakeBack(key, forget);
        return Task.CompletedTask;
    }
}
