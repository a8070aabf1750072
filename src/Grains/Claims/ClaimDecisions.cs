using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Claims;

/// <summary>What may be done with a name.</summary>
public static class ClaimDecisions
{
    /// <summary>Free, abandoned, or one's own already.</summary>
    public static Decision<ClaimEvent> Claim(ClaimState state, string key, Guid owner, DateTimeOffset now)
    {
        if (state.Owner == owner) return Decision<ClaimEvent>.Nothing;
        var free = state.Owner is null || (!state.Confirmed && now - state.At > ClaimLimits.Unconfirmed);
        return free ? new ClaimTaken(owner) : ClaimErrors.Taken(key);
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
