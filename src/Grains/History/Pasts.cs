using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Products;
using OrleansStore.Grains.Stock;
using OrleansStore.Journal;

namespace OrleansStore.Grains.History;

/// <summary>The kinds of streams that are looked back at.</summary>
public static class Pasts
{
    /// <summary>Orders.</summary>
    public static Past<OrderView> Orders(EventCodec codec) => new Past<OrderState, OrderEvent, OrderView>(
        StoreStreams.Order, isPersonal: true, codec, (id, version, state) => state.Placed ? OrderViews.Show(id, version, state) : null);

    /// <summary>Carts, also those that have expired.</summary>
    public static Past<CartView> Carts(EventCodec codec) => new Past<CartState, CartEvent, CartView>(
        StoreStreams.Cart, isPersonal: false, codec, (id, version, state) => state.Exists ? CartViews.Show(id, version, state) : null);

    /// <summary>Products, also those that were taken off sale.</summary>
    public static Past<ProductView> Products(EventCodec codec) => new Past<ProductState, ProductEvent, ProductView>(
        StoreStreams.Product, isPersonal: false, codec, (id, version, state) => state.Phase == ProductPhase.None ? null : ProductViews.Show(id, version, state));

    /// <summary>Stocks; the key is the product's id.</summary>
    public static Past<StockView> Stocks(EventCodec codec) => new Past<StockState, StockEvent, StockView>(
        StoreStreams.Stock, isPersonal: false, codec, StockViews.Show);
}
