using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <summary>How an account is kept safe. Numbers count what was sent or set, from 1.</summary>
/// <param name="MustVerify">Nobody logs in before the e-mail address is verified, where that is required.</param>
/// <param name="Verified">The e-mail address is known to be the owner's.</param>
/// <param name="Verification">The verification that was sent last; 0: none was.</param>
/// <param name="VerificationAt">When.</param>
/// <param name="Reset">The reset that was sent last; 0: none was.</param>
/// <param name="ResetAt">When.</param>
/// <param name="ResetOpen">It can still be used, by its number.</param>
/// <param name="Password">The present password.</param>
/// <param name="SessionsFrom">Sessions from before then have ended.</param>
/// <param name="KeptSession">Save this one.</param>
/// <param name="RepeatedAt">When the owner was last told that somebody tried to register the address again.</param>
[GenerateSerializer, Immutable, Alias("store.customerSecurity")]
public sealed record CustomerSecurity(
    bool MustVerify,
    bool Verified,
    int Verification,
    DateTimeOffset VerificationAt,
    int Reset,
    DateTimeOffset ResetAt,
    bool ResetOpen,
    int Password,
    DateTimeOffset SessionsFrom,
    Guid? KeptSession,
    DateTimeOffset RepeatedAt)
{
    /// <summary>Of an account that is not there yet.</summary>
    public static CustomerSecurity None { get; } = new(false, false, 0, default, 0, default, false, 0, default, null, default);

    /// <summary>After one more event; most do not concern it.</summary>
    public static CustomerSecurity Evolve(CustomerSecurity state, CustomerEvent @event, in EventMeta meta) => @event switch
    {
        CustomerRegistered e => None with { MustVerify = e.MustVerify is true, Password = 1 },
        CustomerVerificationAsked e => state with { Verification = e.Number, VerificationAt = meta.Time },
        CustomerVerified => state with { Verified = true },
        CustomerResetAsked e => state with { Reset = e.Number, ResetAt = meta.Time, ResetOpen = true },
        CustomerPasswordSet e => state with
        {
            Password = state.Password + 1,
            ResetOpen = false,
            // Who used what was sent to the address has the address.
            Verified = state.Verified || e.Reset is not null,
            SessionsFrom = meta.Time,
            KeptSession = e.KeptSession,
        },
        CustomerRoleSet => state with { SessionsFrom = meta.Time, KeptSession = null },
        CustomerRegistrationRepeated => state with { RepeatedAt = meta.Time },
        CustomerRejected => None,
        _ => state,
    };
}
