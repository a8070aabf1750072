using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Claims;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Sealing;

/// <summary>Names with the store's own secret: that of a subject who is nobody.</summary>
internal sealed class StoreClaimNames(SubjectKeys keys, StoreOptions options) : IClaimNames
{
    /// <summary>Nobody has this id; the key of it is never destroyed.</summary>
    internal static readonly Guid Nobody = new("6e616d65-7300-4000-8000-000000000000");

    private readonly Lock _gate = new();
    private volatile KeyedClaimNames? _names;

    /// <inheritdoc/>
    /// <exception cref="StorageUnavailableException">The secret is not known yet, and cannot be read or made now.</exception>
    public string Email(string address) => (_names ?? Open()).Email(address);

    /// <summary>Finds or makes the secret.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read or made now.</exception>
    public KeyedClaimNames Open()
    {
        lock (_gate)
        {
            if (_names is not null) return _names;
            try
            {
                // Nodes that made one each at the same time would not find each other's accounts.
                if (options.Journal == JournalKind.Postgres) PostgresTurns.Take(options.Database.Store, "claim-names", () => _names = Read());
                else _names = Read();
                return _names!;
            }
            catch (JournalUnavailableException e)
            {
                throw StorageFailure.Of(e);
            }
        }
    }

    private KeyedClaimNames Read() =>
        new((keys.GetOrMakeAsync(Nobody).AsTask().GetAwaiter().GetResult() ?? throw new InvalidOperationException("The names' secret was destroyed.")).For("claim-names"u8));
}
