using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansStore.Api.Csv;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.Api.Imports;

/// <summary>What administrators can take home.</summary>
internal sealed class ExportHandlers(ICatalogExport catalog, IOrderExport orders, IReadModels reads)
{
    /// <summary>The parameters of an export of orders, for the documentation.</summary>
    public static readonly string[] OrderParameters = ["from", "to", "status"];

    /// <summary>All products on sale.</summary>
    public async Task Products(HttpContext context)
    {
        if (await CheckAsync(context, []) is { } refusal) await Replies.WriteAsync(context, refusal);
        else await CsvAnswer.WriteAsync(context, "products", ReadProductsAsync());
    }

    /// <summary>All orders of a time.</summary>
    public async Task Orders(HttpContext context)
    {
        var refusal = await CheckAsync(context, OrderParameters);
        var query = new OrderExportQuery(null, null, null);
        refusal ??= Read(context.Request.Query, out query);
        if (refusal is not null) await Replies.WriteAsync(context, refusal);
        else await CsvAnswer.WriteAsync(context, "orders", ReadOrdersAsync(query));
    }

    private async Task<Problem?> CheckAsync(HttpContext context, string[] parameters)
    {
        var refusal = KnownParameters.Check(context.Request, parameters);
        return refusal is null && Preconditions.AsksPosition(context.Request, out var position)
            ? await Preconditions.AwaitPositionAsync(reads, position, context.RequestAborted)
            : refusal;
    }

    private static Problem? Read(IQueryCollection query, out OrderExportQuery wanted)
    {
        wanted = new(null, null, null);
        if (ListQuery.ReadStatus(query["status"], out var status) is { } unknown) return unknown;
        if (ReadTime(query, "from", out var from) is { } noFrom) return noFrom;
        if (ReadTime(query, "to", out var to) is { } noTo) return noTo;
        wanted = new(from, to, status);
        return null;
    }

    private static Problem? ReadTime(IQueryCollection query, string name, out DateTimeOffset? time)
    {
        time = null;
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        // A time without a zone is UTC, as all times here are.
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed))
            return Problems.Validation(name, "Must be a day or a time of RFC 3339, such as 2026-11-21 or 2026-11-21T08:00:00Z.");
        time = parsed;
        return null;
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

    private async IAsyncEnumerable<string> ReadOrdersAsync(OrderExportQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new StringBuilder("id,number,status,customerId,items,total,currency,createdAt,updatedAt,version\r\n");
        for (long? after = 0; after is { } from;)
        {
            cancellation.ThrowIfCancellationRequested();
            var stretch = await orders.ReadAsync(query, from, cancellation);
            foreach (var o in stretch.Rows)
            {
                CsvCells.AppendLine(
                    lines, o.Id.ToString(), CsvCells.Guard(o.Number), OrderErrors.Name(o.Status), o.CustomerId?.ToString(), Number(o.ItemCount),
                    Number(o.Total.Amount), o.Total.Currency, Time(o.CreatedAt), Time(o.UpdatedAt), Number(o.Version));
            }

            yield return lines.ToString();
            lines.Clear();
            after = stretch.End;
            await Task.Yield();
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
