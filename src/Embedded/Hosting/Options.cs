namespace Orleans.Configuration;

/// <summary>When idle activations go.</summary>
/// <remarks>Orleans: src/Orleans.Runtime/Configuration/Options/GrainCollectionOptions.cs</remarks>
public class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for; one minute by default.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may idle, longer than the quantum; 15 minutes by default.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Other ages by full class name, for classes without a limit of their own.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How long activating may take; 30 s by default.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long deactivating may take; 30 s by default.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls are answered.</summary>
/// <remarks>Orleans: src/Orleans.Core/Configuration/Options/MessagingOptions.cs</remarks>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits before it gets a <see cref="TimeoutException"/>; 30 s by default.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls are answered.</summary>
/// <remarks>Orleans: src/Orleans.Runtime/Configuration/Options/SiloMessagingOptions.cs</remarks>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>
    /// How many leaving activations a request may have waited for; at the next one its caller gets an
    /// <see cref="Orleans.Runtime.OrleansMessageRejectionException"/>. 2 by default, at most 255.
    /// </summary>
    public int MaxForwardCount { get; set; } = 2;
}

/// <summary>How calls of a client are answered; in one process the silo's options hold for them too.</summary>
/// <remarks>Orleans: src/Orleans.Core/Configuration/Options/ClientMessagingOptions.cs</remarks>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>Which cluster this is; a name only, where there is one process.</summary>
/// <remarks>Orleans: src/Orleans.Core/Configuration/Options/ClusterOptions.cs</remarks>
public class ClusterOptions
{
    /// <summary>The cluster id when none is set.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The service id when none is set.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>The cluster.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service, which outlives clusters.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>What a silo is called.</summary>
/// <remarks>Orleans: src/Orleans.Runtime/Silo/SiloOptions.cs</remarks>
public class SiloOptions
{
    /// <summary>Its name; one is made up when none is set.</summary>
    public string SiloName { get; set; } = null!;
}
