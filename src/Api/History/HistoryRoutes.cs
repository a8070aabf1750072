using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Products;
using OrleansStore.Api.Stock;

namespace OrleansStore.Api.History;

/// <summary>The addresses of what was.</summary>
internal static class HistoryRoutes
{
    public static void MapHistory(this Routes routes, IServiceProvider services)
    {
        var past = routes.Tagged("History");
        var (orders, carts) = (services.GetRequiredService<OrderPast>(), services.GetRequiredService<CartPast>());
        var (products, stocks) = (services.GetRequiredService<ProductPast>(), services.GetRequiredService<StockPast>());
        past.Page("/orders/{id}/history", orders.History).Answers<HistoryPage>().For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead)).Says("What happened to an order: who, what, when and why");
        past.Get("/orders/{id}/diff", When.Span, orders.Diff).Answers<DiffAnswer>().For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead)).Says("What differs between two versions or times of an order");
        past.Page("/orders/{id}/timeline", services.GetRequiredService<OrderTimeline>().Get).Answers<TimelineAnswer>().For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead)).Says("All that happened to an order across checkout, stock, payment, promotions and cart");
        past.Page("/carts/{id}/history", carts.History).Answers<HistoryPage>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("What happened to a cart");
        past.Get("/carts/{id}/diff", When.Span, carts.Diff).Answers<DiffAnswer>().For(Policy.OwnerOf(Thing.Cart, Permissions.Carts)).Says("What differs between two versions or times of a cart");
        past.Page("/products/{id}/history", products.History).Answers<HistoryPage>().For(Policy.Needs(Permissions.Catalog)).Says("What happened to a product (administrators)");
        past.Get("/products/{id}/diff", When.Span, products.Diff).Answers<DiffAnswer>().For(Policy.Anyone).Says("What differs between two versions or times of a product");
        past.Page("/products/{id}/prices", products.Prices).Answers<PricePage>().For(Policy.Anyone).Says("What a product cost, and its lowest price of late");
        past.Page("/products/{id}/stock/history", stocks.History).Answers<HistoryPage>().For(Policy.Needs(Permissions.Stock)).Says("What happened to a stock (administrators)");
        past.Get("/products/{id}/stock/diff", When.Span, stocks.Diff).Answers<DiffAnswer>().For(Policy.Needs(Permissions.Stock)).Says("What differs between two versions or times of a stock (administrators)");
        past.Get("/admin/journal", JournalHandlers.Parameters, services.GetRequiredService<JournalHandlers>().List).Answers<JournalPage>().For(Policy.Needs(Permissions.Audit)).Says("Events as they are stored (administrators)");
        past.Raw("/admin/journal/live", services.GetRequiredService<JournalEvents>().ServeAsync).AnswersEvents<JournalEntry>().With(JournalEvents.Parameters).Heeds("Last-Event-ID").For(Policy.Needs(Permissions.Audit).Live()).Says("Events as they are stored, as server-sent events while they come; resumes by Last-Event-ID (administrators)");
    }

    /// <summary>Adds what looks back.</summary>
    public static void AddPasts(this IServiceCollection services)
    {
        services.AddSingleton<OrderPast>();
        services.AddSingleton<OrderTimeline>();
        services.AddSingleton<CartPast>();
        services.AddSingleton<ProductPast>();
        services.AddSingleton<StockPast>();
        services.AddSingleton<JournalHandlers>();
        services.AddSingleton<JournalEvents>();
    }
}
