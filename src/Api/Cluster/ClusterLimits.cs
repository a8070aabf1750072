namespace OrleansStore.Api.Cluster;

/// <summary>Limits of what is told of a cluster, each with its reason.</summary>
internal static class ClusterLimits
{
    /// <summary>How long a silo is waited for: one that dies is missed after five seconds, and a page of figures is of no use then.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);

    /// <summary>Silos in a list; one that starts anew all the time leaves thousands of dead ones a day.</summary>
    public const int Silos = 100;
}
