using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Projections;

/// <summary>The addresses of the read side.</summary>
internal static class ProjectionRoutes
{
    public static void MapProjections(this Routes routes, ProjectionHandlers projections)
    {
        var admin = routes.Tagged("Operations");
        admin.Get("/admin/projections", projections.List).Answers<ProjectionsAnswer>().For(Policy.Needs(Permissions.Operations)).Says("How far the read models are (administrators)");
        admin.Post<NoInput>("/admin/projections/{name}/rebuild", projections.Rebuild).Answers<ProjectionAnswer>(202).For(Policy.Needs(Permissions.Operations)).Says("Make a read model anew beside the one that answers (administrators)");
    }
}
