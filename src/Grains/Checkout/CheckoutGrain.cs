using Orleans.Placement;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Pricing;
using OrleansStore.Grains.Sweeping;

namespace OrleansStore.Grains.Checkout;

/// <inheritdoc cref="ICheckoutGrain"/>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class CheckoutGrain(JournalServices services, PricingTables tables, Shop shop, Deadlines deadlines)
    : AggregateGrain<CheckoutState, CheckoutEvent>(services), ICheckoutGrain
{
    /// <summary>As many refusals as commands are remembered: stragglers come within seconds.</summary>
    private const int RememberedRefusals = 8;

    /// <summary>
    /// Commands that were refused before anything was written, the newest last. Nothing of them is kept for ever, but a
    /// straggling double must not do what its customer was told is not done.
    /// </summary>
    private readonly List<(Guid CommandId, StoreError Error)> _refused = [];

    private Guid Id => this.GetPrimaryKey();

    private IOrderGrain Order => GrainFactory.GetGrain<IOrderGrain>(Id);

    /// <inheritdoc/>
    protected override string Category => StoreStreams.Checkout;

    /// <inheritdoc/>
    protected override Guid? SubjectOf(CheckoutState state, CheckoutEvent? @event) => state.Draft?.CustomerId ?? Id;

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> Start(StartCheckout command)
    {
        if (Tentative.Work == CheckoutWork.None)
        {
            if (FindRefusal(command.Context) is { } known) return known;
            if (CheckoutDecisions.Check(command) is { } wrong) return Result.Refuse<CheckoutView>(wrong, Position);
            var drafting = new OrderDrafting(Id, GrainFactory, Services.Names, tables, shop, deadlines);
            var (draft, error) = await drafting.DraftAsync(command, Services.Time.GetUtcNow());
            if (error is null)
            {
                var started = CheckoutDecisions.Start(Tentative, draft!, command.CartId);
                if (await StoreAsync(command.Context, started.Events)) return await DriveAsync(resumed: false);
            }
            else if (await StandsAsync())
            {
                return Refuse(command.Context, error);
            }
        }

        return CheckoutDecisions.IsSame(Tentative, command)
            ? await RepeatAsync(command.Context.CommandId)
            : Result.Refuse<CheckoutView>(CheckoutErrors.OtherContent(), Position);
    }

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Pay(PayCheckout command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.Pay(state, order, command));

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Cancel(CancelOrder command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.Cancel(state, order, command));

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Refund(RefundOrder command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.Refund(state, order, command));

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> ReceiveReturn(ReceiveReturn command) =>
        OnOrderAsync(command.Context, (state, order) => CheckoutDecisions.ReceiveReturn(state, order, command));

    /// <inheritdoc/>
    public Task<Result<CheckoutView>> Expire(CommandContext context) => OnOrderAsync(
        context, (state, order) => CheckoutDecisions.Expire(state, order, Services.Time.GetUtcNow(), deadlines.Payment));

    /// <inheritdoc/>
    /// <remarks>
    /// Asked here and not of the stock alone, for an order that begins meanwhile waits behind it, and then finds itself
    /// settled there.
    /// </remarks>
    public async Task<Result<CheckoutView>> ReleaseHold(CommandContext context, Guid productId)
    {
        var resumed = await Resume();
        if (CheckoutDecisions.CheckHold(Tentative, resumed.Value?.Order) is { } refusal) return Result.Refuse<CheckoutView>(refusal, Position);
        var released = await GrainFactory.GetGrain<IStockGrain>(productId).Release(new SettleStock(context, Id));
        return released.Error is null ? resumed : released.Refused<CheckoutView>();
    }

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> ChangeItem(ChangeOrderItem command)
    {
        var drafting = new OrderDrafting(Id, GrainFactory, Services.Names, tables, shop, deadlines);
        var (offer, category, error) = command.Delta > 0 ? await drafting.OfferAsync(command.ProductId) : default;
        if (error is not null) return Result.Refuse<CheckoutView>(error, Position);
        return await OnOrderAsync(command.Context, async (state, order) =>
        {
            var decision = CheckoutDecisions.ChangeItem(state, order, offer, command);
            if (decision.Error is not null || state.Draft is null || decision.Events is not [CheckoutLineAsked asked]) return decision;
            var (priced, wrong) = await drafting.RepriceAsync(state.Draft, order, asked, category, state.Redeemed, Services.Time.GetUtcNow());
            return priced is null ? wrong! : priced;
        });
    }

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> Resume()
    {
        // What is to be gone on with may have been begun by another activation.
        await CatchUpAsync();
        return await RepeatAsync(Guid.Empty);
    }

    /// <inheritdoc/>
    public async Task<Result<CheckoutView>> PaymentMoved(CommandContext context)
    {
        var resumed = await Resume();
        if (Tentative.IsOpen) return resumed;

        // These attempts have ended, and the order is looked at after them: what it was not paid by then it is not paid by them.
        // Another activation may begin a later one at any moment.
        var attempts = Tentative.Attempts;
        var order = await Order.GetNewest();
        var isUnpaid = order.Value is { Payment.Captured: null, Status: OrderStatus.Pending or OrderStatus.Cancelled or OrderStatus.Expired };
        return !isUnpaid || await new CheckoutPayment(GrainFactory.GetGrain<IPaymentGrain>(Id)).GiveBackAsync(context, attempts)
            ? resumed
            : Result.Refuse<CheckoutView>(PaymentErrors.Unanswered(), Position);
    }

    private Task<Result<CheckoutView>> OnOrderAsync(
        CommandContext context, Func<CheckoutState, OrderView, Decision<CheckoutEvent>> decide) =>
        OnOrderAsync(context, (state, order) => ValueTask.FromResult(decide(state, order)));

    private async Task<Result<CheckoutView>> OnOrderAsync(
        CommandContext context, Func<CheckoutState, OrderView, ValueTask<Decision<CheckoutEvent>>> decide)
    {
        for (var attempt = 0; attempt < Decisions; attempt++)
        {
            if (Tentative.IsOpen && !IsRepeat(context.CommandId)) await DriveAsync(resumed: true);
            if (IsRepeat(context.CommandId)) return await RepeatAsync(context.CommandId);
            if (FindRefusal(context) is { } known) return known;
            var order = await Order.GetNewest();
            if (order.Value is not { } view) return order.Refused<CheckoutView>();
            var decision = await decide(Tentative, view);
            if (decision.Error is null)
            {
                if (await StoreAsync(context, decision.Events)) return await DriveAsync(resumed: false);
            }
            else if (await StandsAsync())
            {
                return Refuse(context, decision.Error);
            }
        }

        throw Contended();
    }

    private Result<CheckoutView>? FindRefusal(CommandContext context)
    {
        var at = _refused.FindIndex(refusal => refusal.CommandId == context.CommandId);
        return at < 0 ? null : Result.Refuse<CheckoutView>(_refused[at].Error, Position);
    }

    private Result<CheckoutView> Refuse(CommandContext context, StoreError error)
    {
        // Who is told to wait is meant to come back.
        if (error.Code != CheckoutErrors.Busy().Code)
        {
            if (_refused.Count == RememberedRefusals) _refused.RemoveAt(0);
            _refused.Add((context.CommandId, error));
        }

        return Result.Refuse<CheckoutView>(error, Position);
    }

    /// <summary>Goes on with what is open; then shows what is, with what the command was refused with.</summary>
    private async Task<Result<CheckoutView>> RepeatAsync(Guid commandId)
    {
        var driven = Tentative.IsOpen ? await DriveAsync(resumed: true) : null;
        return await ShowAsync(commandId, driven);
    }

    private async Task<Result<CheckoutView>> ShowAsync(Guid commandId, Result<CheckoutView>? driven)
    {
        // What is open now is waited for only by whoever asked for it.
        var isOpen = Tentative.IsOpen && Tentative.Context!.CommandId == commandId;
        if (!isOpen && driven is null) await ConfirmEvents();
        ThrowIfFailed();
        // Known now: should a mark that nobody waits for fail to be stored meanwhile, this activation knows nothing any more.
        var error = Tentative.ErrorOf(commandId);
        var (order, position) = (driven?.Value?.Order, driven?.Position ?? Position);
        if (order is null)
        {
            var found = await Order.GetNewest();
            (order, position) = (found.Value, Math.Max(found.Position, position));
        }

        return new(new CheckoutView(Id, !isOpen, order), error, position);
    }

    private async Task<Result<CheckoutView>> DriveAsync(bool resumed)
    {
        var command = Tentative.Context!.CommandId;
        var steps = new CheckoutSteps(Id, GrainFactory, Services.Names);
        CheckoutStep step = default;
        while (Tentative.IsOpen)
        {
            ThrowIfFailed();
            var state = Tentative;
            step = await steps.RunAsync(state, resumed);
            if (step.IsOvertaken && await StandsAsync()) throw Contended();
            if (step.Event is null) break;

            // A refusal must stand before anybody acts on it: gone on with anew, the work might come out otherwise. Any
            // other end may be lost, for then the work is found open and every receiver knows the repeat.
            if (step.Error is null || state.ErrorOf(command) is not null) StoreLater(state.Context!, step.Event);
            else if (!await StoreAsync(state.Context!, [step.Event])) step = CheckoutStep.Overtaken;
            if (step.IsOvertaken) break;
        }

        // Another activation has gone on with it: what that one wrote down counts.
        if (step.IsOvertaken) return await GoOnAsync(command);
        var view = new CheckoutView(Id, Finished: !Tentative.IsOpen, step.Order);
        return new Result<CheckoutView>(view, step.Error, Math.Max(Math.Max(step.Position, steps.Reached), Position));
    }

    private Task<Result<CheckoutView>> GoOnAsync(Guid command) =>
        Tentative.IsOpen && Tentative.Context!.CommandId == command ? DriveAsync(resumed: true) : ShowAsync(command, null);
}
