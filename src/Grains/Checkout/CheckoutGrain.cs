using Orleans.Placement;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Checkout;

/// <inheritdoc cref="ICheckoutGrain"/>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class CheckoutGrain(JournalServices services, IPaymentGateway gateway, Shop shop)
    : AggregateGrain<CheckoutState, CheckoutEvent>(services), ICheckoutGrain
{
    /// <summary>
    /// The start that was refused before anything was written. Nothing of it is kept for ever, but a straggling double of it
    /// must not buy what its customer was told is not bought.
    /// </summary>
    private (Guid CommandId, StoreError Error)? _refused;

    private Guid Id => this.GetPrimaryKey();

    private IOrderGrain Order => GrainFactory.GetGrain<IOrderGrain>(Id);

    /// <inheritdoc/>
    protected override string Category => "checkout";

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> Start(StartCheckout command)
    {
        if (Tentative.Work != CheckoutWork.None)
        {
            return CheckoutDecisions.IsSame(Tentative, command)
                ? await RepeatAsync(command.Context.CommandId)
                : Result.Refuse<CheckoutView>(CheckoutErrors.OtherContent(), Position);
        }

        if (_refused is { } known && known.CommandId == command.Context.CommandId) return Result.Refuse<CheckoutView>(known.Error, Position);
        if (CheckoutDecisions.Check(command) is { } wrong) return Result.Refuse<CheckoutView>(wrong, Position);
        var (draft, error) = await OrderDrafting.DraftAsync(GrainFactory, command, shop.Currency);
        if (error is not null)
        {
            _refused = (command.Context.CommandId, error);
            return Result.Refuse<CheckoutView>(error, Position);
        }

        return await BeginAsync(command.Context, state => CheckoutDecisions.Start(state, draft!, command.CartId));
    }

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Pay(PayCheckout command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.Pay(state, order, command));

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Cancel(CancelOrder command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.Cancel(state, order, command));

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> ChangeItem(ChangeOrderItem command)
    {
        var (offer, error) = command.Delta > 0 ? await OrderDrafting.OfferAsync(GrainFactory, command.ProductId) : default;
        if (error is not null) return Result.Refuse<CheckoutView>(error, Position);
        return await OnOrderAsync(
            command.Context, (state, order) => CheckoutDecisions.ChangeItem(state, order, offer, command));
    }

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Resume() => RepeatAsync(Guid.Empty);

    private async Task<Result<CheckoutView>> OnOrderAsync(
        CommandContext context, Func<CheckoutState, OrderView, Decision<CheckoutEvent>> decide)
    {
        if (IsRepeat(context.CommandId)) return await RepeatAsync(context.CommandId);
        if (Tentative.IsOpen) await DriveAsync(resumed: true);
        var order = await Order.Get();
        if (order.Value is not { } view) return order.Refused<CheckoutView>();
        return await BeginAsync(context, state => decide(state, view));
    }

    private async Task<Result<CheckoutView>> BeginAsync(
        CommandContext context, Func<CheckoutState, Decision<CheckoutEvent>> decide)
    {
        var begun = await Execute(context, (state, _) => decide(state), state => state);
        return begun.Error is null ? await DriveAsync(resumed: false) : begun.Refused<CheckoutView>();
    }

    /// <summary>Goes on with what is open; then shows what is, with what the command was refused with.</summary>
    private async Task<Result<CheckoutView>> RepeatAsync(Guid commandId)
    {
        var driven = Tentative.IsOpen ? await DriveAsync(resumed: true) : null;
        // What is open now is waited for only by whoever asked for it.
        var isOpen = Tentative.IsOpen && Tentative.Context!.CommandId == commandId;
        if (!isOpen && driven is null) await ConfirmEvents();
        ThrowIfFailed();
        // Known now: should a mark that nobody waits for fail to be stored meanwhile, this activation knows nothing any more.
        var error = Tentative.ErrorOf(commandId);
        var (order, position) = (driven?.Value?.Order, driven?.Position ?? Position);
        if (order is null)
        {
            var found = await Order.Get();
            (order, position) = (found.Value, Math.Max(found.Position, position));
        }

        return new(new CheckoutView(Id, !isOpen, order), error, position);
    }

    private async Task<Result<CheckoutView>> DriveAsync(bool resumed)
    {
        var steps = new CheckoutSteps(Id, GrainFactory, gateway);
        CheckoutStep step = default;
        while (Tentative.IsOpen)
        {
            ThrowIfFailed();
            var state = Tentative;
            step = await steps.RunAsync(state, resumed);
            if (step.Event is null) break;

            // A refusal must stand before anybody acts on it: gone on with anew, the work might come out otherwise. Any
            // other end may be lost, for then the work is found open and every receiver knows the repeat.
            if (step.Error is not null && state.ErrorOf(state.Context!.CommandId) is null) await StoreAsync(state.Context!, [step.Event]);
            else StoreLater(state.Context!, step.Event);
        }

        var view = new CheckoutView(Id, Finished: !Tentative.IsOpen, step.Order);
        return new Result<CheckoutView>(view, step.Error, Math.Max(Math.Max(step.Position, steps.Reached), Position));
    }
}
