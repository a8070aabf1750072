using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>How a test cluster is made.</summary>
/// <remarks>Orleans: src/Orleans.TestingHost/InProcTestClusterOptions.cs</remarks>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster id.</summary>
    public string ClusterId { get; set; } = null!;

    /// <summary>The service id.</summary>
    public string ServiceId { get; set; } = null!;

    /// <summary>Whether <see cref="InProcessTestCluster.DeployAsync"/> makes the client.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>How many silos Orleans starts. Here there is one, unless the number is zero.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Whether Orleans logs to files; ignored here.</summary>
    public bool ConfigureFileLogging { get; set; } = true;

    /// <summary>What configures a silo's host.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    /// <summary>What configures the client's host.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}

/// <summary>What one silo of a test cluster has for itself.</summary>
/// <remarks>Orleans: src/Orleans.TestingHost/InProcTestSiloSpecificOptions.cs</remarks>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = null!;
}
