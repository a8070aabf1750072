namespace Orleans;

/// <summary>A grain factory for code outside of grains.</summary>
/// <remarks>Orleans: src/Orleans.Core/Core/IClusterClient.cs</remarks>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }
}
