using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Imports;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Api.Imports;

/// <summary>Makes a row of a file a product of the shop, once however often it is tried.</summary>
internal sealed class RowImport(IGrainFactory grains, BeginImport order, TimeProvider time)
{
    /// <summary>The first pause after the store could not serve a row; each is twice the one before.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Carries a row out, trying again what a retry may mend.</summary>
    public async Task<RowDone> RunAsync(ImportRow row, long line)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ImportAsync(row, line);
            }
            catch (Exception e) when (attempt < ImportLimits.Tries && Problems.Of(e).Status == 503)
            {
                await Task.Delay(Pause * (1 << attempt), time);
            }
        }
    }

    private async Task<RowDone> ImportAsync(ImportRow row, long line)
    {
        var id = ProductIdOf(row.Sku);
        var present = await FindAsync(row.Sku);
        if (present is null) return await CreateAsync(id, row, line);
        if (order.Mode == ImportMode.Create && present.Id != id)
            return Fail(line, "sku", "skuTaken", "A product has this sku.", row.Sku);

        var change = row.DifferenceTo(present, Command($"change:{present.Id:N}:{present.Version}"));
        var outcome = change is null ? RowOutcome.Unchanged : RowOutcome.Updated;
        if (order.DryRun) return new(outcome, []);
        var position = 0L;
        if (change is not null)
        {
            var changed = await grains.GetGrain<IProductGrain>(present.Id).Change(change);
            if (changed.Error is { } error) return Fail(line, null, error.Code, error.Detail, row.Sku);
            position = changed.Position;
        }

        return await ReceiveAsync(present.Id, row, line, new(outcome, [], position));
    }

    private async Task<RowDone> CreateAsync(Guid id, ImportRow row, long line)
    {
        var missing = row.Missing.Select(column => new ImportProblem(line, column, "required", "A new product needs it.", row.Sku)).ToList();
        if (missing.Count > 0) return new(RowOutcome.Failed, missing);
        if (order.DryRun) return new(RowOutcome.Created, []);
        var created = await grains.GetGrain<IProductGrain>(id).Create(new CreateProduct(
            new CommandContext(id, order.Id, order.Actor), row.Sku, row.Name!, row.Description ?? "", row.Price!.Value, row.Category!, row.Tags ?? [], row.ImageUrl));
        if (created.Error is { } error) return Fail(line, error.Code == "skuTaken" ? "sku" : null, error.Code, error.Detail, row.Sku);
        return await ReceiveAsync(id, row, line, new(RowOutcome.Created, [], created.Position));
    }

    /// <summary>The pieces that came in with the row: once, also when the file is sent again under the same id.</summary>
    private async Task<RowDone> ReceiveAsync(Guid productId, ImportRow row, long line, RowDone done)
    {
        if (row.Stock is not { } pieces) return done;
        var received = await grains.GetGrain<IStockGrain>(productId).Receive(new ReceiveStock(Command($"stock:{line}:{ClaimKeys.Sku(row.Sku)}:{pieces}"), pieces));
        return received.Error is { } error
            ? Fail(line, "stock", error.Code, error.Detail, row.Sku)
            : done with { Position = Math.Max(done.Position, received.Position) };
    }

    /// <summary>The product on sale that has the sku, or null. Who came to nothing while it took the sku has it no more.</summary>
    private async Task<ProductView?> FindAsync(string sku)
    {
        var claim = await grains.GetGrain<IClaimGrain>(ClaimKeys.Sku(sku)).Get();
        if (claim.Value?.Owner is not { } owner) return null;
        var product = await grains.GetGrain<IProductGrain>(owner).Get();
        return product.Value is { Active: true } found && ClaimKeys.Sku(found.Sku) == ClaimKeys.Sku(sku) ? found : null;
    }

    // The same each time the file is sent under this id, so that an attempt that died is gone on with.
    private Guid ProductIdOf(string sku) => DerivedId.Beside(order.Id, ClaimKeys.Sku(sku));

    private CommandContext Command(string what) => new(DerivedId.Beside(order.Id, what), order.Id, order.Actor);

    private static RowDone Fail(long line, string? column, string code, string message, string sku) =>
        new(RowOutcome.Failed, [new ImportProblem(line, column, code, message, sku)]);
}
