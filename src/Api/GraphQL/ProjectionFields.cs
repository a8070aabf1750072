using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Projections;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of the read side.</summary>
internal sealed class ProjectionFields(ProjectionHandlers projections) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("projections", "GET /admin/projections", Policy.Needs(Permissions.Operations), (_, call) => projections.List(call));
        fields.Write<NoInput>("rebuildProjection", "POST /admin/projections/{name}/rebuild", Policy.Needs(Permissions.Operations), (context, call, input) =>
            projections.Rebuild(call, context.Argument<string>("name")!, input), limit: LimitClass.Heavy);
    }
}
