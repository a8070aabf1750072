using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Promotions;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of promotions.</summary>
internal sealed class PromotionFields(PromotionHandlers promotions) : IFieldSource
{
    private static readonly Policy Keeper = Policy.Needs(Permissions.Promotions);

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Page("promotions", "GET /promotions", Keeper, (_, call, limit, cursor) => promotions.List(call, new ListQuery(limit, cursor, null)));
        fields.ReadOne("promotion", "GET /promotions/{id}", Keeper, promotions.Get);
        fields.Write<PromotionRequest>("createPromotion", "POST /promotions", Keeper, promotions.Create);
        fields.Write<PromotionRequest>("updatePromotion", "PATCH /promotions/{id}", Keeper, promotions.Change);
    }
}
