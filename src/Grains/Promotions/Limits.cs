namespace OrleansStore.Grains.Promotions;

/// <summary>How a promotion's limits are read.</summary>
internal static class Limits
{
    /// <summary>Uses that one customer may have; null when nobody counts. A first order there is but once.</summary>
    public static int? PerCustomer(int? named, bool firstOrder) => firstOrder ? 1 : named;
}
