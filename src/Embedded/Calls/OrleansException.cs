namespace Orleans.Runtime;

/// <summary>The base of the engine's own exceptions.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Exceptions/OrleansException.cs</remarks>
public class OrleansException : Exception
{
    /// <summary>Without a message.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>With a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A request was refused before it ran.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Exceptions/OrleansMessageRejectionException.cs</remarks>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>With a message.</summary>
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The engine is not running, or died before it answered: the outcome is unknown.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Exceptions/SiloUnavailableException.cs</remarks>
public class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>With the usual message.</summary>
    public SiloUnavailableException()
        : base("The silo is unavailable.")
    {
    }

    /// <summary>With a message.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }
}

/// <summary>The configuration is wrong.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Exceptions/OrleansConfigurationException.cs</remarks>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>With a message.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }
}
