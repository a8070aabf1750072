namespace Orleans.Runtime;

/// <summary>Operations on the whole engine and figures of it; the grain with key 0.</summary>
/// <remarks>Orleans: src/Orleans.Core/SystemTargetInterfaces/IManagementGrain.cs (those that the store and tests need)</remarks>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Who is a member; here the one silo there is, for nobody keeps a list of those that were.</summary>
    /// <param name="onlyActive">Not those that come, go or are gone.</param>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>Deactivates what has been idle for <paramref name="ageLimit"/>; done when it is gone.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>How silos do.</summary>
    /// <param name="hostsIds">Which ones; when there are none, all that are active.</param>
    /// <exception cref="SiloUnavailableException">One of them is not there.</exception>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>How many activations each grain class has on each of some silos; classes that have none are left out.</summary>
    /// <inheritdoc cref="GetRuntimeStatistics"/>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>How many activations each grain class has on each active silo; classes that have none are left out.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>How many grains are active.</summary>
    Task<int> GetTotalActivationCount();
}
