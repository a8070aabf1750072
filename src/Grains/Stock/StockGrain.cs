using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Stock;

/// <inheritdoc cref="IStockGrain"/>
/// <remarks>
/// Reentrant, for every buyer of a popular product comes here: commands decide on the tentative state and share appends.
/// </remarks>
[Reentrant]
public sealed class StockGrain(JournalServices services) : AggregateGrain<StockState, StockEvent>(services), IStockGrain
{
    /// <summary>Events read at once for the ledger.</summary>
    private const int LedgerRead = 1_000;

    private LedgerPlace? _ledger;

    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "stock";

    /// <inheritdoc/>
    public Task<Result<StockView>> Receive(ReceiveStock command)
    {
        EndBriefVisit();
        return Execute(command.Context, (state, _) => StockDecisions.Receive(state, TentativeVersion, command), Show);
    }

    /// <inheritdoc/>
    public Task<Result<StockView>> Adjust(AdjustStock command) =>
        Execute(command.Context, (state, _) => StockDecisions.Adjust(state, TentativeVersion, command), Show);

    /// <inheritdoc/>
    public Task<Result<StockView>> Hold(HoldStock command) =>
        Execute(command.Context, (state, _) => StockDecisions.Hold(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<StockView>> Release(SettleStock command) =>
        Execute(command.Context, (state, _) => StockDecisions.Release(state, command), Show);

    /// <inheritdoc/>
    public Task<Result<StockView>> Sell(SettleStock command) =>
        Execute(command.Context, (state, _) => StockDecisions.Sell(state, command), Show);

    /// <inheritdoc/>
    public async Task<Result<StockView>> Restock(RestockStock command)
    {
        if (command.Redriven && await WasRestockedAsync(command))
            return Result.Ok(Show(Confirmed), Position);
        return await Execute(command.Context, (state, _) => StockDecisions.Restock(state, command), Show);
    }

    /// <inheritdoc/>
    public Task<Result<StockView>> Configure(ConfigureStock command) =>
        Execute(command.Context, (state, _) => StockDecisions.Configure(state, TentativeVersion, command), Show);

    /// <inheritdoc/>
    public async Task<Result<StockLedger>> GetLedger(int afterVersion, int limit)
    {
        limit = Math.Clamp(limit, 1, StockLimits.LedgerPage);
        // Whoever turns the pages goes on where the last one ended.
        var ledger = _ledger is { } last && last.Version <= afterVersion ? last : new LedgerPlace(0, StockState.Initial);
        var movements = ImmutableArray.CreateBuilder<StockMovement>(limit);
        while (true)
        {
            var events = await ReadForwardsAsync(ledger.Version, LedgerRead);
            foreach (var stored in events)
            {
                if (movements.Count == limit)
                {
                    _ledger = ledger;
                    return Result.Ok(new StockLedger(movements.ToImmutable(), More: true), Position);
                }

                ledger = ledger.After(stored, (StockEvent)Services.Codec.Read(stored));
                if (stored.Version > afterVersion) movements.Add(StockMovements.Show(stored, (StockEvent)Services.Codec.Read(stored), ledger.State));
            }

            if (events.Count == LedgerRead) continue;
            _ledger = ledger;
            return Result.Ok(new StockLedger(movements.ToImmutable(), More: false), Position);
        }
    }

    /// <inheritdoc/>
    public Task<Result<StockView>> Get() => Task.FromResult(Result.Ok(Show(Confirmed), Position));

    /// <summary>Looks in the journal, from its end back to the first attempt.</summary>
    private async Task<bool> WasRestockedAsync(RestockStock command)
    {
        const int page = 256;
        await ConfirmEvents();
        for (var before = int.MaxValue; ;)
        {
            var events = await ReadBackwardsAsync(before, page);
            foreach (var stored in events)
            {
                if (stored.Time < command.Since) return false;
                if (Services.Codec.Read(stored) is StockRestocked e && e.OrderId == command.OrderId && e.Return == command.Return) return true;
            }

            if (events.Count < page) return false;
            before = events[^1].Version;
        }
    }

    private StockView Show(StockState state) => StockViews.Show(Id, Version, state);
}
