using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;

namespace OrleansStore.Api.Imports;

/// <summary>The addresses of imports and exports.</summary>
internal static class ImportRoutes
{
    public static void MapImports(this Routes routes, ImportHandlers imports, ImportEvents events, ExportHandlers exports)
    {
        var file = routes.Tagged("Import and export");
        file.RawPost("/products/import", imports.Import).TakesCsv().Answers<ImportAnswer>().With(ImportHandlers.Parameters)
            .For(Policy.Needs(Permissions.Catalog)).Says("Create and change products by a CSV file (administrators)");
        file.Get("/products/import", imports.List).Answers<ImportPage>().For(Policy.Needs(Permissions.Catalog)).Says("The newest imports (administrators)");
        file.Get("/products/import/{id}", imports.Get).Answers<ImportAnswer>().For(Policy.Needs(Permissions.Catalog)).Says("How far an import is (administrators)");
        file.Raw("/products/import/{id}/live", events.ServeAsync).AnswersEvents<ImportAnswer>().Heeds().For(Policy.Needs(Permissions.Catalog).Live()).Says("How far an import is, as server-sent events (administrators)");
        file.Raw("/products/import/{id}/errors", imports.Report).AnswersCsv().Heeds().For(Policy.Needs(Permissions.Catalog)).Says("All that was wrong with an import (administrators)");
        file.Raw("/products/export", exports.Products).AnswersCsv().Heeds("Store-Min-Position").For(Policy.Needs(Permissions.Catalog)).Says("All products on sale, ready to be imported (administrators)");
        file.Raw("/orders/export", exports.Orders).AnswersCsv().Heeds("Store-Min-Position").With(OrderListQuery.ExportParameters)
            .For(Policy.Needs(Permissions.OrdersRead)).Says("All orders of a time, or those that a filter finds, oldest first (administrators)");
    }
}
