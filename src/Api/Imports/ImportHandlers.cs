using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OrleansStore.Api.Access;
using OrleansStore.Api.Csv;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Imports;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Imports;

/// <summary>What administrators can do with imports of products.</summary>
internal sealed class ImportHandlers(
    IGrainFactory grains, ProductImporter importer, IDurableRows rows, IIdSource ids, StoreOptions options)
{
    /// <summary>The parameters of an import, for the documentation.</summary>
    public static readonly string[] Parameters = ["id", "mode", "dryRun"];

    private static readonly string ReportHeader = "line,column,code,message,sku\r\n";

    private IImportGrain Imports => grains.GetGrain<IImportGrain>(0);

    /// <summary>Takes a file, row by row as it comes, and answers when it is done.</summary>
    public async Task<Answer> Import(HttpContext context)
    {
        var request = context.Request;
        if (CsvAnswer.CheckContentType(request) is { } other) return other;
        if (Read(request, Admission.Of(context).Caller, out var order) is { } wrong) return wrong;
        if (request.ContentLength > options.Limits.ImportBytes) return Problems.BodyTooLarge(options.Limits.ImportBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = options.Limits.ImportBytes;

        var result = await importer.RunAsync(order, request.Body, context.RequestAborted);
        if (result.Error is not null) return Answer.Refuse(result);
        var import = result.Value!;
        if (import.Status == ImportStatus.Completed)
            return Answer.Of(ImportAnswer.Of(import), 200, result.Position) with { Location = ImportAnswer.AddressOf(import.Id) };
        return Answer.Refuse(Ended(import), result.Position);
    }

    /// <summary>An import as it stands.</summary>
    public async Task<Answer> Get(Call call, Guid id)
    {
        var import = await Imports.Get(id);
        return import.Error is null ? Answer.Of(ImportAnswer.Of(import.Value!)) : Answer.Refuse(import);
    }

    /// <summary>The newest imports.</summary>
    public async Task<Answer> List(Call call) =>
        Answer.Of(new ImportPage([.. (await Imports.List()).Value!.Imports.Select(ImportAnswer.Of)]));

    /// <summary>All that was wrong with an import, as CSV.</summary>
    public async Task Report(HttpContext context)
    {
        if (await FindAsync(context) is not { Value: { } import } found) return;
        if (found.Error is null) await CsvAnswer.WriteAsync(context, $"import-{import.Id:N}-errors", ReadReportAsync(import));
    }

    private async Task<Result<ImportView>?> FindAsync(HttpContext context)
    {
        var refusal = KnownParameters.Check(context.Request, []);
        if (refusal is null && !Guid.TryParse(context.Request.RouteValues["id"] as string, out _)) refusal = Problems.NotFound();
        if (refusal is not null)
        {
            await Replies.WriteAsync(context, refusal);
            return null;
        }

        var import = await Imports.Get(Guid.Parse((string)context.Request.RouteValues["id"]!));
        if (import.Error is not null) await Replies.WriteAsync(context, Answer.Refuse(import));
        return import;
    }

    private async IAsyncEnumerable<string> ReadReportAsync(ImportView import, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return ReportHeader;
        for (var part = 0; await rows.ReadRowAsync(ImportRows.Reports, ImportRows.Part(import.Run, part), cancellation) is { } text; part++)
            yield return Encoding.UTF8.GetString(text.Span);
    }

    private Problem? Read(HttpRequest request, Caller caller, out BeginImport order)
    {
        order = null!;
        if (KnownParameters.Check(request, Parameters) is { } unknown) return unknown;
        var (id, mode, dry) = (request.Query["id"].ToString(), request.Query["mode"].ToString(), request.Query["dryRun"].ToString());
        var name = Guid.Empty;
        if (id.Length > 0 && (!Guid.TryParse(id, out name) || name == Guid.Empty)) return Problems.Validation("id", "Must be a UUID.");
        var kind = ImportMode.Upsert;
        if (mode.Length > 0 && !Checks.IsName(mode, out kind))
            return Problems.Validation("mode", "Must be create or upsert.");
        var dryRun = false;
        if (dry.Length > 0 && !bool.TryParse(dry, out dryRun)) return Problems.Validation("dryRun", "Must be true or false.");
        order = new BeginImport(id.Length > 0 ? name : ids.NewId(), ids.NewId(), caller.Actor, kind, dryRun);
        return null;
    }

    /// <summary>The rows up to the line are in; the rest of the file could not be read.</summary>
    private static Problem Ended(ImportView import)
    {
        var (line, _, code, message, _) = import.Reason!;
        var status = import.Status == ImportStatus.Interrupted ? 503 : code == "bodyTooLarge" ? 413 : 422;
        return new Problem(status, code, message) { RetryAfter = status == 503 ? 1 : null }
            .With("importId", import.Id.ToString())
            .With("line", line.ToString(CultureInfo.InvariantCulture))
            .With("rows", import.Progress.Rows.ToString(CultureInfo.InvariantCulture));
    }
}
