using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Checkout;

/// <summary>The piece of work that a checkout has begun and not finished.</summary>
[GenerateSerializer, Alias("store.checkoutWork")]
public enum CheckoutWork
{
    /// <summary>Nothing was ever begun.</summary>
    None,

    /// <summary>Hold the goods, authorise, place, settle.</summary>
    Starting,

    /// <summary>Give back what was held, place the order as cancelled.</summary>
    Refusing,

    /// <summary>Nothing is left to do.</summary>
    Idle,

    /// <summary>Authorise, capture, tell the order, sell the goods.</summary>
    Paying,

    /// <summary>Cancel the order, give goods and money back.</summary>
    Cancelling,

    /// <summary>Hold more or fewer pieces, tell the order.</summary>
    ChangingLine,

    /// <summary>End the order that was not paid in time, give goods back.</summary>
    Expiring,

    /// <summary>Give money back, tell the order.</summary>
    Refunding,

    /// <summary>Tell the order that pieces came back, put goods on the shelf, give money back.</summary>
    Returning,
}

/// <summary>What a command was refused with after its work had begun.</summary>
[GenerateSerializer, Immutable, Alias("store.checkoutRefusal")]
public sealed record CheckoutRefusal(Guid CommandId, StoreError Error);

/// <summary>What the process manager of an order has on its mind.</summary>
/// <param name="StartedBy">The command that began the order.</param>
/// <param name="StartedAt">When it did.</param>
/// <param name="Begun">How many pieces of work were begun.</param>
/// <param name="Attempts">How many payments were asked for; the last one's number is part of its key.</param>
/// <param name="Pricing">How the total comes about once the line is changed.</param>
/// <param name="Uses">Promotions that were or are to be redeemed; given back when the order is not to be.</param>
/// <param name="Redeem">Those of them that the open work is to redeem.</param>
/// <param name="Redeemed">Those of them that the order has for sure: of one that was refused, nobody knows whether a double of its command took it.</param>
/// <param name="Refunds">How many refunds were asked for; the last one's number is part of its key.</param>
/// <param name="Return">The number of the return that is taken in.</param>
/// <param name="Restock">What of it can be sold again.</param>
/// <param name="Context">The command behind the open work.</param>
/// <param name="Since">When the open work began.</param>
/// <param name="Refusals">What the newest commands were refused with, for their repeats; oldest first.</param>
[GenerateSerializer, Immutable, Alias("store.checkoutState")]
public sealed record CheckoutState(
    CheckoutWork Work,
    Guid StartedBy,
    DateTimeOffset StartedAt,
    OrderDraft? Draft,
    Guid? CartId,
    int Begun,
    int Attempts,
    PaymentChoice? Payment,
    long Amount,
    string? Reason,
    OrderLine? Line,
    int Before,
    PriceBreakdown? Pricing,
    ImmutableArray<PromotionUse> Uses,
    ImmutableArray<PromotionUse> Redeem,
    ImmutableArray<PromotionUse> Redeemed,
    int Refunds,
    int Return,
    ImmutableArray<OrderPieces> Restock,
    CommandContext? Context,
    DateTimeOffset Since,
    ImmutableArray<CheckoutRefusal> Refusals) : IAggregate<CheckoutState, CheckoutEvent>
{
    /// <summary>As many as commands are remembered: a repeat that is not known as one has no use for its refusal.</summary>
    private const int RememberedRefusals = 8;

    /// <inheritdoc/>
    public static CheckoutState Initial { get; } =
        new(CheckoutWork.None, Guid.Empty, default, null, null, 0, 0, null, 0, null, null, 0, null, [], [], [], 0, 0, [], null, default, []);

    /// <inheritdoc/>
    public static string SnapshotType => "checkout.v4";

    /// <inheritdoc/>
    public static JsonTypeInfo<CheckoutState> SnapshotJson => GrainStates.Default.CheckoutState;

    /// <summary>Something was begun and is not finished.</summary>
    public bool IsOpen => Work is not (CheckoutWork.None or CheckoutWork.Idle);

    /// <summary>What the open work numbers its hold with, and by one more what it corrects that to at last. Repeats have the same.</summary>
    public int HoldNumber => 2 * Begun;

    /// <summary>What a command was refused with after its work had begun; null when it was not.</summary>
    public StoreError? ErrorOf(Guid commandId) => Refusals.LastOrDefault(r => r.CommandId == commandId)?.Error;

    /// <inheritdoc/>
    public static CheckoutState Evolve(CheckoutState state, CheckoutEvent @event, in EventMeta meta) => @event switch
    {
        CheckoutStarted e => Open(state, CheckoutWork.Starting, meta) with
        {
            StartedBy = meta.CommandId,
            StartedAt = meta.Time,
            Draft = e.Draft,
            CartId = e.CartId,
            Uses = e.Draft.Uses ?? [],
            Redeem = e.Draft.Uses ?? [],
            Attempts = e.Draft.Payment.Method == PaymentChoice.Card ? 1 : 0,
        },
        CheckoutRefused e => state with { Work = CheckoutWork.Refusing, Refusals = state.Refusals.Remember(new(meta.CommandId, e.Error), RememberedRefusals) },
        CheckoutPaymentAsked e => Open(state, CheckoutWork.Paying, meta) with
        {
            Attempts = e.Attempt,
            Payment = e.Payment,
            Amount = e.Amount,
        },
        CheckoutCancelAsked e => Open(state, CheckoutWork.Cancelling, meta) with { Reason = e.Reason, Refunds = state.Refunds + 1 },
        CheckoutExpireAsked => Open(state, CheckoutWork.Expiring, meta),
        CheckoutRefundAsked e => Open(state, CheckoutWork.Refunding, meta) with { Refunds = e.Number, Amount = e.Amount, Reason = e.Reason },
        CheckoutReturnAsked e => Open(state, CheckoutWork.Returning, meta) with
        {
            Return = e.Return,
            Restock = e.Restock,
            Refunds = e.Refund,
            Amount = e.Amount,
        },
        CheckoutLineAsked e => Open(state, CheckoutWork.ChangingLine, meta) with
        {
            Line = e.Line,
            Before = e.Before,
            Pricing = e.Pricing,
            Uses = [.. state.Uses.Union(e.Uses ?? [])],
            Redeem = e.Uses ?? [],
        },
        CheckoutPaymentDeclined e => Close(state, meta.CommandId, CheckoutErrors.Declined(e.OrderId, e.Reason)),
        CheckoutFinished e => Close(state, meta.CommandId, e.Error),
        CheckoutPlaced => Close(WithoutRefusal(state, meta.CommandId), meta.CommandId, null),
        _ => state,
    };

    private static CheckoutState Open(CheckoutState state, CheckoutWork work, in EventMeta meta) => state with
    {
        Work = work,
        Begun = state.Begun + 1,
        Context = new CommandContext(meta.CommandId, meta.CorrelationId, meta.Actor),
        Since = meta.Time,
    };

    private static CheckoutState Close(CheckoutState state, Guid commandId, StoreError? error) => state with
    {
        Work = CheckoutWork.Idle,
        Redeem = [],
        Redeemed = !state.Redeem.IsEmpty && (state.Work == CheckoutWork.Starting || error is null) ? [.. state.Redeemed.Union(state.Redeem)] : state.Redeemed,
        Refusals = error is null ? state.Refusals : state.Refusals.Remember(new(commandId, error), RememberedRefusals),
    };

    private static CheckoutState WithoutRefusal(CheckoutState state, Guid commandId) =>
        state.ErrorOf(commandId) is null ? state : state with { Refusals = state.Refusals.RemoveAll(r => r.CommandId == commandId) };
}
