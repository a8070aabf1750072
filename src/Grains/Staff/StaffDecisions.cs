using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Staff;

/// <summary>Who may come and go.</summary>
public static class StaffDecisions
{
    /// <summary>While there is room, and once.</summary>
    public static Decision<StaffEvent> Enter(StaffState state, Guid id)
    {
        if (state.Administrators.Contains(id)) return Decision<StaffEvent>.Nothing;
        return state.Administrators.Length < StaffErrors.Administrators ? new StaffEntered(id) : StaffErrors.TooMany();
    }

    /// <summary>While others are left.</summary>
    /// <param name="isAdmin">What the account itself says; it may be one that is not known here yet.</param>
    public static Decision<StaffEvent> Leave(StaffState state, Guid id, bool isAdmin)
    {
        var isKnown = state.Administrators.Contains(id);
        if ((isAdmin || isKnown) && state.Administrators.All(a => a == id)) return StaffErrors.LastAdministrator();
        return isKnown ? new StaffLeft(id) : Decision<StaffEvent>.Nothing;
    }
}
