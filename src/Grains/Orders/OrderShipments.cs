using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Grains.Orders;

/// <summary>Which pieces of an order are to be packed, on their way, arrived, or on their way back.</summary>
internal static class OrderShipments
{
    /// <summary>The one shipment of an order that was just paid.</summary>
    public static ImmutableArray<ShipmentView> Prepare(ImmutableArray<OrderLine> lines) =>
        [Preparing(1, [.. lines.Select(l => new OrderPieces(l.ProductId, l.Quantity))])];

    /// <summary>Pieces that have not left.</summary>
    public static ImmutableArray<OrderPieces> Unshipped(ImmutableArray<ShipmentView> shipments) =>
        shipments.FirstOrDefault(s => s.Status == ShipmentStatus.Preparing)?.Items ?? [];

    /// <summary>The shipments after some pieces left. What stays behind is a shipment to be packed of its own.</summary>
    public static ImmutableArray<ShipmentView> Ship(OrderState state, OrderShipped shipped, DateTimeOffset at)
    {
        var open = state.Shipments.FirstOrDefault(s => s.Status == ShipmentStatus.Preparing)
            ?? Preparing(state.Shipments.Length + 1, [.. state.Lines.Select(l => new OrderPieces(l.ProductId, l.Quantity))]);
        var items = shipped.Items ?? open.Items;
        var left = open with
        {
            Status = ShipmentStatus.Shipped,
            Items = items,
            Parcels = shipped.Parcels ?? [new OrderParcel(shipped.TrackingNumber, shipped.Carrier)],
            TrackingNumber = shipped.TrackingNumber,
            Carrier = shipped.Carrier,
            ShippedAt = at,
        };
        var shipments = state.Shipments.RemoveAll(s => s.Number == open.Number).Add(left);
        var rest = Without(open.Items, items);
        return rest.IsEmpty ? shipments : shipments.Add(Preparing(open.Number + 1, rest));
    }

    /// <summary>The shipments after one, or all that were on their way, arrived.</summary>
    public static ImmutableArray<ShipmentView> Deliver(ImmutableArray<ShipmentView> shipments, int? number, DateTimeOffset at) =>
    [
        .. shipments.Select(s => s.Status == ShipmentStatus.Shipped && (number is null || s.Number == number)
            ? s with { Status = ShipmentStatus.Delivered, DeliveredAt = at }
            : s),
    ];

    /// <summary>Pieces of a product that arrived and are in no return, save rejected ones.</summary>
    public static int Returnable(OrderState state, Guid productId) =>
        Count(state.Shipments.Where(s => s.Status == ShipmentStatus.Delivered).SelectMany(s => s.Items), productId)
        - Count(state.Returns.Where(r => r.Status != ReturnStatus.Rejected).SelectMany(r => r.Items), productId);

    /// <summary>Whether with a return nothing of the order is left with its buyer.</summary>
    public static bool IsAllBack(OrderState state, ReturnView last)
    {
        var back = state.Returns.Where(r => r.Status == ReturnStatus.Received).Append(last).SelectMany(r => r.Items).Sum(i => i.Quantity);
        return back == state.Lines.Sum(l => l.Quantity);
    }

    /// <summary>What is left of pieces when some are taken away.</summary>
    public static ImmutableArray<OrderPieces> Without(ImmutableArray<OrderPieces> pieces, ImmutableArray<OrderPieces> taken) =>
        [.. pieces.Select(p => p with { Quantity = p.Quantity - Count(taken, p.ProductId) }).Where(p => p.Quantity > 0)];

    /// <summary>What is wrong with named pieces: a product twice, or not so many as there may be.</summary>
    public static StoreError? Check(ImmutableArray<OrderPieces> pieces, Func<Guid, int> most)
    {
        foreach (var named in pieces)
        {
            if (pieces.Count(p => p.ProductId == named.ProductId) > 1) return OrderErrors.PiecesTwice(named.ProductId);
            var limit = most(named.ProductId);
            if (named.Quantity < 1 || named.Quantity > limit) return OrderErrors.InvalidPieces(named.ProductId, named.Quantity, limit);
        }

        return null;
    }

    /// <summary>Pieces of a product.</summary>
    public static int Count(IEnumerable<OrderPieces> pieces, Guid productId) =>
        pieces.Where(p => p.ProductId == productId).Sum(p => p.Quantity);

    private static ShipmentView Preparing(int number, ImmutableArray<OrderPieces> items) =>
        new(number, ShipmentStatus.Preparing, items, [], null, null, null, null);
}
