using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Claims;

/// <summary>What may be done with a name.</summary>
public static class ClaimDecisions
{
    /// <summary>Another's, who had the time to come into being, and may have come to an end or to nothing.</summary>
    public static bool IsDoubtful(ClaimState state, Guid owner, DateTimeOffset now) =>
        state.Owner is { } other && other != owner && (state.Confirmed || now - state.At > ClaimLimits.Unconfirmed);

    /// <summary>Free, or one's own already.</summary>
    /// <param name="without">Who was asked and does not have the name.</param>
    public static Decision<ClaimEvent> Claim(ClaimState state, string key, Guid owner, Guid? without)
    {
        if (state.Owner == owner) return Decision<ClaimEvent>.Nothing;
        return state.Owner is null || state.Owner == without ? new ClaimTaken(owner) : ClaimErrors.Taken(key);
    }

    /// <summary>Only by who claimed it.</summary>
    public static Decision<ClaimEvent> Confirm(ClaimState state, string key, Guid owner)
    {
        if (state.Owner != owner) return ClaimErrors.Taken(key);
        return state.Confirmed ? Decision<ClaimEvent>.Nothing : new ClaimConfirmed(owner);
    }

    /// <summary>Only by who has it; otherwise done already.</summary>
    public static Decision<ClaimEvent> Release(ClaimState state, Guid owner) =>
        state.Owner == owner ? new ClaimReleased(owner) : Decision<ClaimEvent>.Nothing;
}
