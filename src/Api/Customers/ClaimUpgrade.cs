using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Journal;

namespace OrleansStore.Api.Customers;

/// <summary>
/// Has accounts that were opened when claims were named by the address itself claim the names they go by now: nobody is
/// found by the old ones. Done once a store, before anybody is listened to; may be repeated.
/// </summary>
public sealed partial class ClaimUpgrade(
    IGrainFactory grains, IClaimNames names, IJournal journal, IDurableRows rows, EventCodec codec, IIdSource ids, ILogger<ClaimUpgrade> logger)
{
    private const string Table = "upgrades";
    private const string Key = "claimNames";
    private const int Page = 1_000;

    /// <summary>Does what is left to do.</summary>
    public async Task RunAsync()
    {
        if (await rows.ReadRowAsync(Table, Key) is not null) return;
        var (claimed, position) = (0, 0L);
        while (await journal.ReadAllAsync(position, Page) is { Count: > 0 } events)
        {
            foreach (var stored in events)
                if (stored.Type == "customer.registered.v1" && StoreStreams.TryKeyOf("customer", stored.Stream, out var id))
                    claimed += await ClaimAsync(id, ((CustomerRegistered)codec.Read(stored)).Email);
            position = events[^1].Position;
        }

        await rows.UpsertRowAsync(Table, Key, Array.Empty<byte>());
        if (claimed > 0) LogDone(claimed);
    }

    /// <summary>An address that another account has by now is that one's.</summary>
    private async Task<int> ClaimAsync(Guid customer, string email)
    {
        // One that was rejected or erased since is nobody's any more.
        if ((await grains.GetGrain<ICustomerGrain>(customer).Get()).Value?.Email != email.Trim()) return 0;
        var id = ids.NewId();
        var context = new CommandContext(id, id, Actors.System);
        var claim = grains.GetGrain<IClaimGrain>(names.Email(email));
        if ((await claim.Claim(context, customer)).Error is not null) return 0;
        return (await claim.Confirm(context.Step(1), customer)).Error is null ? 1 : 0;
    }

    [LoggerMessage(LogLevel.Information, "{Accounts} accounts claimed their e-mail addresses anew, by names that do not tell them")]
    private partial void LogDone(int accounts);
}
