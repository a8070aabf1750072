namespace OrleansStore.ReadModels;

/// <summary>How far the read side is.</summary>
public interface IReadModels
{
    /// <summary>The lowest position that every projection has taken in.</summary>
    long Position { get; }

    /// <summary>The newest position that this process knows of.</summary>
    long Head { get; }

    /// <summary>The last position that a projection has taken in.</summary>
    /// <param name="projection">One of <see cref="ReadModelNames"/>.</param>
    long PositionOf(string projection);

    /// <summary>Completes when a projection has taken in the position; reads of one's own write wait for it.</summary>
    /// <param name="projection">One of <see cref="ReadModelNames"/>.</param>
    /// <returns>False when <paramref name="timeout"/> passed first, or the projection is stopped before the position.</returns>
    ValueTask<bool> WaitForAsync(string projection, long position, TimeSpan timeout, CancellationToken cancellation = default);

    /// <summary>Completes when every projection that is not stopped has taken in the position.</summary>
    /// <returns>False when <paramref name="timeout"/> passed first.</returns>
    ValueTask<bool> WaitForAsync(long position, TimeSpan timeout, CancellationToken cancellation = default);
}

/// <summary>The projections that requests wait for by name.</summary>
public static class ReadModelNames
{
    /// <summary>Products, their pieces and ratings.</summary>
    public const string Catalog = Products.CatalogTables.Projection;

    /// <summary>Lists of orders.</summary>
    public const string Orders = ReadModels.Orders.OrderTables.Projection;

    /// <summary>Lists of reviews.</summary>
    public const string Reviews = ReadModels.Reviews.ReviewTables.Projection;

    /// <summary>What customers are told of beside their orders.</summary>
    public const string Notifications = ReadModels.Notifications.NotificationProjection.ProjectionName;

    /// <summary>Who did what.</summary>
    public const string Audit = ReadModels.Audit.AuditTables.Projection;
}
