using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Cluster;

/// <summary>The addresses of what runs where.</summary>
internal static class ClusterRoutes
{
    public static void MapCluster(this Routes routes, ClusterHandlers cluster)
    {
        var admin = routes.Tagged("Operations");
        admin.Get("/admin/grains", cluster.Grains).Answers<GrainsAnswer>().For(Policy.Needs(Permissions.Operations)).Says("Which grains are active, by type and silo (administrators)");
        admin.Get("/admin/silos", cluster.Silos).Answers<SilosAnswer>().For(Policy.Needs(Permissions.Operations)).Says("The silos and how they are (administrators)");
    }
}
