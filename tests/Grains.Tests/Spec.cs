using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Audit;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.ApiKeys;
using OrleansStore.Grains.Audit;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Claims;
using OrleansStore.Grains.Customers;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Products;
using OrleansStore.Grains.Promotions;
using OrleansStore.Grains.Reviews;
using OrleansStore.Grains.Sessions;
using OrleansStore.Grains.Staff;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Webhooks;

namespace OrleansStore.Grains.Tests;

/// <summary>Given these events, when this is decided, then these events or this error.</summary>
internal static class Spec
{
    public static Given<OrderState, OrderEvent> Order(params OrderEvent[] events) => new(events);

    public static Given<StockState, StockEvent> Stock(params StockEvent[] events) => new(events);

    public static Given<CartState, CartEvent> Cart(params CartEvent[] events) => new(events);

    public static Given<ProductState, ProductEvent> Product(params ProductEvent[] events) => new(events);

    public static Given<CustomerState, CustomerEvent> Customer(params CustomerEvent[] events) => new(events);

    public static Given<SessionsState, SessionEvent> Sessions(params SessionEvent[] events) => new(events);

    public static Given<PromotionBookState, PromotionBookEvent> PromotionBook(params PromotionBookEvent[] events) => new(events);

    public static Given<PromotionUseState, PromotionUseEvent> PromotionUses(params PromotionUseEvent[] events) => new(events);

    public static Given<CustomerUseState, CustomerUseEvent> CustomerUses(params CustomerUseEvent[] events) => new(events);

    public static Given<ClaimState, ClaimEvent> Claim(params ClaimEvent[] events) => new(events);

    public static Given<CheckoutState, CheckoutEvent> Checkout(params CheckoutEvent[] events) => new(events);

    public static Given<ReviewState, ReviewEvent> Review(params ReviewEvent[] events) => new(events);
    public static Given<WebhooksState, WebhookEvent> Webhooks(params WebhookEvent[] events) => new(events);
    public static Given<StaffState, StaffEvent> Staff(params StaffEvent[] events) => new(events);
    public static Given<ApiKeysState, ApiKeyEvent> ApiKeys(params ApiKeyEvent[] events) => new(events);
    public static Given<AuditState, AuditEvent> Audit(params AuditEvent[] events) => new(events);
    public static Given<PaymentAccount, PaymentEvent> Payment(params PaymentEvent[] events) => new(events);

    /// <summary>The state after some events, all from one command at one time.</summary>
    public static TState Fold<TState, TEvent>(TState state, IEnumerable<TEvent> events)
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
    {
        var context = Some.Command();
        var meta = new EventMeta(context.CommandId, context.CorrelationId, context.Actor, Some.Now);
        return events.Aggregate(state, (folded, @event) => TState.Evolve(folded, @event, meta));
    }
}

/// <summary>What has happened.</summary>
internal sealed class Given<TState, TEvent>(IReadOnlyList<TEvent> events)
    where TState : class, IAggregate<TState, TEvent>
    where TEvent : class
{
    public TState State { get; } = Spec.Fold(TState.Initial, events);

    public Outcome<TState, TEvent> When(Func<TState, Decision<TEvent>> decide) => new(State, decide(State));
}

/// <summary>What was decided.</summary>
internal sealed class Outcome<TState, TEvent>(TState before, Decision<TEvent> decision)
    where TState : class, IAggregate<TState, TEvent>
    where TEvent : class
{
    /// <summary>Exactly these events.</summary>
    /// <returns>The state after them.</returns>
    public TState Then(params TEvent[] events)
    {
        decision.Error.ShouldBeNull();
        Dump.Of(decision.Events).ShouldBe(Dump.Of(events));
        return Spec.Fold(before, events);
    }

    /// <summary>Done already.</summary>
    public void ThenNothing()
    {
        decision.Error.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }

    /// <summary>Exactly this broken rule, and no events.</summary>
    public void ThenRefused(StoreError error)
    {
        decision.Events.ShouldBeEmpty();
        Dump.Of(decision.Error.ShouldNotBeNull()).ShouldBe(Dump.Of(error));
    }

    /// <summary>A broken rule with this code, and no events.</summary>
    public void ThenRefused(string code)
    {
        decision.Events.ShouldBeEmpty();
        decision.Error.ShouldNotBeNull().Code.ShouldBe(code);
    }
}
