namespace OrleansStore.Contracts;

/// <summary>
/// Who goes through grains by the hundred thousand, once each, says so: they leave when they have answered, and the
/// memory they take does not grow with the number of them.
/// </summary>
public static class BriefVisit
{
    private const string Key = "store.brief";

    /// <summary>Whether the call at hand is part of one.</summary>
    public static bool IsUnderWay => RequestContext.Get(Key) is true;

    /// <summary>All calls from here on, in this flow, are part of one.</summary>
    public static void Begin() => RequestContext.Set(Key, true);
}
