using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Claims;
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
    /// <exception cref="StorageUnavailableException">The secret is not known yet: the store could not be read, or written, since the start.</exception>
    public string Email(string address) =>
        (_names ?? throw new StorageUnavailableException("starting", "The store does not know its names yet.")).Email(address);

    /// <summary>Finds or makes the secret. Blocks its thread, so never in a grain's turn: before the grains start, and on a thread of its own.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be read or made now.</exception>
    public void Open()
    {
        lock (_gate)
        {
            if (_names is not null) return;
            // Nodes that made one each at the same time would not find each other's accounts.
            if (options.Journal == JournalKind.Postgres) PostgresTurns.Take(options.Database.Store, "claim-names", () => _names = Read());
            else _names = Read();
        }
    }

    private KeyedClaimNames Read() =>
        new((keys.GetOrMakeAsync(Nobody).AsTask().GetAwaiter().GetResult() ?? throw new InvalidOperationException("The names' secret was destroyed.")).For("claim-names"u8));
}
