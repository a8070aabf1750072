using Microsoft.AspNetCore.DataProtection.KeyManagement;
using OrleansStore.Journal.Postgres;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Silo.Tokens;

/// <summary>
/// Sees to it that nodes which start together on an empty database have one key between them. A node that made its own
/// would not learn of the other's for a day, and refuse its tokens until then.
/// </summary>
internal sealed class FirstKey(IKeyManager keys, StoreOptions options, TimeProvider time) : BeforeStart
{
    /// <summary>The framework's own; it makes the next one in time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        PostgresTurns.Take(options.Database.Store, "first-key", () =>
        {
            var now = time.GetUtcNow();
            if (keys.GetAllKeys().All(key => key.IsRevoked || key.ExpirationDate <= now)) keys.CreateNewKey(now, now + Lifetime);
        });
        return Task.CompletedTask;
    }
}
