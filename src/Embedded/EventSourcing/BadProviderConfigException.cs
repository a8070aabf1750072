using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain's provider is missing or does not fit.</summary>
/// <remarks>Orleans: src/Orleans.Core/Providers/IStorageProvider.cs</remarks>
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>With a message.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }
}
