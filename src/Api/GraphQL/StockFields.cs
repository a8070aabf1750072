using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Stock;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of stock.</summary>
internal sealed class StockFields(StockHandlers stock, ShopHints hints) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("Product", "stock", "GET /products/{id}/stock", Policy.Anyone, (context, call) => stock.Get(call, context.SourceAs<JsonElement>().GetProperty("id"u8).GetGuid()));
        fields.Page(
            "stockLedger", "GET /products/{productId}/stock/ledger", Policy.Needs(Permissions.Stock),
            (context, call, limit, cursor) => FieldInputs.Id(context, "productId") is { } id ? stock.Ledger(call, id, new ListQuery(limit, cursor, null)) : Task.FromResult<Answer>(Problems.NotFound()));
        fields.Write<ReceiveStockRequest>("receiveStock", "POST /products/{productId}/stock/receipts", Policy.Needs(Permissions.Stock), stock.Receive);
        fields.Write<AdjustStockRequest>("adjustStock", "POST /products/{productId}/stock/adjustments", Policy.Needs(Permissions.Stock), stock.Adjust);
        fields.Write<ConfigureStockRequest>("configureStock", "PATCH /products/{productId}/stock", Policy.Needs(Permissions.Stock), stock.Configure);
        fields.Follow("stockLow", Policy.Needs(Permissions.Stock), (context, _) => new(hints.FollowAsync(HintKind.StockLow, context.Cancellation)));
    }
}
