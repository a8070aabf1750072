namespace Orleans;

/// <summary>Looks at the configuration before the engine starts.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Core/IConfigurationValidator.cs</remarks>
public interface IConfigurationValidator
{
    /// <summary>Throws when the configuration is wrong: the engine does not start with it.</summary>
    void ValidateConfiguration();
}
