namespace Orleans.Runtime;

/// <summary>Operations on the whole engine; the grain with key 0.</summary>
/// <remarks>Orleans: src/Orleans.Core/SystemTargetInterfaces/IManagementGrain.cs (the one that tests need)</remarks>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Deactivates what has been idle for <paramref name="ageLimit"/>; done when it is gone.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>How many grains are active.</summary>
    Task<int> GetTotalActivationCount();
}
