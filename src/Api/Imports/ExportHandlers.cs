using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansStore.Api.Csv;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.Api.Imports;

/// <summary>What administrators can take home.</summary>
internal sealed class ExportHandlers(ICatalogExport catalog, IOrderQueries orders, IReadModels reads)
{
    /// <summary>All products on sale.</summary>
    public async Task Products(HttpContext context)
    {
        if (await CheckAsync(context, [], ReadModelNames.Catalog) is { } refusal) await Replies.WriteAsync(context, refusal);
        else await CsvAnswer.WriteAsync(context, "products", ReadProductsAsync());
    }

    /// <summary>All orders of a time, or those that a filter finds.</summary>
    public async Task Orders(HttpContext context)
    {
        var refusal = await CheckAsync(context, OrderListQuery.ExportParameters, ReadModelNames.Orders);
        var query = new OrderQuery(ReadModelLimits.PageSize);
        refusal ??= OrderListQuery.Read(context.Request.Query, out query);
        if (refusal is not null) await Replies.WriteAsync(context, refusal);
        else await CsvAnswer.WriteAsync(context, "orders", ReadOrdersAsync(query with { Limit = ReadModelLimits.PageSize, Sort = OrderSort.Oldest }));
    }

    private async Task<Problem?> CheckAsync(HttpContext context, string[] parameters, string projection)
    {
        var refusal = KnownParameters.Check(context.Request, parameters);
        return refusal is null && Preconditions.AsksPosition(context.Request, out var position)
            ? await Preconditions.AwaitPositionAsync(reads, position, projection, context.RequestAborted)
            : refusal;
    }

    private async IAsyncEnumerable<string> ReadProductsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new StringBuilder();
        CsvCells.AppendLine(lines, ImportColumns.Exported);
        for (long? after = 0; after is { } from;)
        {
            cancellation.ThrowIfCancellationRequested();
            var stretch = await catalog.ReadAsync(from, cancellation);
            foreach (var p in stretch.Rows)
            {
                CsvCells.AppendLine(
                    lines, CsvCells.Guard(p.Sku), CsvCells.Guard(p.Name), CsvCells.Guard(p.Description),
                    p.Price.Amount.ToString(CultureInfo.InvariantCulture), p.Price.Currency, CsvCells.Guard(p.Category),
                    CsvCells.Join(p.Tags), p.ImageUrl is null ? null : CsvCells.Guard(p.ImageUrl));
            }

            yield return lines.ToString();
            lines.Clear();
            after = stretch.End;
            await Task.Yield();
        }
    }

    private async IAsyncEnumerable<string> ReadOrdersAsync(OrderQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new StringBuilder("id,number,status,customerId,items,total,currency,createdAt,updatedAt,version\r\n");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await orders.ListAsync(query, cancellation);
            foreach (var o in page.Items)
            {
                CsvCells.AppendLine(
                    lines, o.Id.ToString(), CsvCells.Guard(o.Number), OrderErrors.Name(o.Status), o.CustomerId?.ToString(), Number(o.ItemCount),
                    Number(o.Total.Amount), o.Total.Currency, Time(o.CreatedAt), Time(o.UpdatedAt), Number(o.Version));
            }

            yield return lines.ToString();
            lines.Clear();
            if (page.NextCursor is not { } next) break;
            query = query with { Cursor = next };
            await Task.Yield();
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
