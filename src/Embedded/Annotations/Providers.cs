namespace Orleans.Providers;

/// <summary>Names of providers that are used when none is given.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Providers/ProviderConstants.cs</remarks>
public static class ProviderConstants
{
    /// <summary>The default storage provider.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

    /// <summary>The default log consistency provider.</summary>
    public const string DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME = "Default";

    /// <summary>The storage of explicit stream subscriptions.</summary>
    public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
}

/// <summary>Which log consistency provider a journaled grain uses.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Providers/ProviderGrainAttributes.cs</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LogConsistencyProviderAttribute : Attribute
{
    /// <summary>The provider's name.</summary>
    public string ProviderName { get; set; } = ProviderConstants.DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME;
}
