using Orleans.Placement;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Orders;

/// <inheritdoc cref="IOrderGrain"/>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class OrderGrain(JournalServices services) : AggregateGrain<OrderState, OrderEvent>(services), IOrderGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "order";

    /// <inheritdoc/>
    /// <remarks>A guest is known by the one order.</remarks>
    protected override Guid? SubjectOf(OrderState state, OrderEvent? @event) => state.CustomerId ?? Id;

    /// <inheritdoc/>
    public Task<Result<OrderView>> Place(PlaceOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Place(state, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Pay(PayOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Pay(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> RecordPaymentFailed(PaymentFailed command) =>
        Execute(command.Context, (state, _) => OrderDecisions.RecordPaymentFailed(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> RecordCaptured(CommandContext context) =>
        Execute(context, (state, _) => OrderDecisions.RecordCaptured(state), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Cancel(CancelOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Cancel(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Expire(ExpireOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Expire(state, Id), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> RecordRefund(RecordRefund command) =>
        Execute(command.Context, (state, _) => OrderDecisions.RecordRefund(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> RecordReturn(RecordReturn command) =>
        Execute(command.Context, (state, _) => OrderDecisions.RecordReturn(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> SetLine(SetOrderLine command) =>
        Execute(command.Context, (state, _) => OrderDecisions.SetLine(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Ship(ShipOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Ship(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Deliver(DeliverOrder command) =>
        Execute(command.Context, (state, _) => OrderDecisions.Deliver(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> RequestReturn(RequestReturn command) =>
        Execute(command.Context, (state, _) => OrderDecisions.RequestReturn(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> AnswerReturn(AnswerReturn command) =>
        Execute(command.Context, (state, _) => OrderDecisions.AnswerReturn(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> AddNote(AddNote command) =>
        Execute(command.Context, (state, _) => OrderDecisions.AddNote(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<OrderView>> Get() => Confirmed.Placed
        ? Task.FromResult(Result.Ok(Show(Confirmed), Position))
        : GetNewest();

    /// <inheritdoc/>
    public async Task<Result<OrderView>> GetNewest()
    {
        await CatchUpAsync();
        return Confirmed.Placed ? Result.Ok(Show(Confirmed), Position) : Result.Refuse<OrderView>(OrderErrors.NotFound(Id));
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>Signals whoever watches. A signal may be lost: watchers read the journal, and look by themselves now and then.</summary>
    protected override void OnStored(int version, long position) =>
        this.GetStreamProvider(OrderStreams.Provider)
            .GetStream<OrderSignal>(OrderStreams.Of(Id))
            .OnNextAsync(new OrderSignal(Id, version, position))
            .Forget();

    private OrderView Show(OrderState state) => OrderViews.Show(Id, Version, state);
}
