using System.Reflection;

namespace Orleans.Embedded;

/// <summary>A method of a grain interface, as generated code describes it.</summary>
public sealed class GrainMethod
{
    private readonly Type[] _parameterTypes;
    private MethodInfo? _methodInfo;

    /// <summary>Describes a method.</summary>
    /// <param name="responseTimeoutTicks">The caller's patience in 100 ns; 0: the configured one.</param>
    public GrainMethod(Type interfaceType, string name, CallKind kind, long responseTimeoutTicks, params Type[] parameterTypes)
    {
        InterfaceType = interfaceType;
        Name = name;
        Kind = kind;
        ResponseTimeout = responseTimeoutTicks > 0 ? TimeSpan.FromTicks(responseTimeoutTicks) : null;
        _parameterTypes = parameterTypes;
    }

    /// <summary>The interface that declares the method.</summary>
    public Type InterfaceType { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How calls share the activation.</summary>
    public CallKind Kind { get; }

    /// <summary>The caller's patience, if the method has its own.</summary>
    public TimeSpan? ResponseTimeout { get; }

    internal MethodInfo MethodInfo => _methodInfo ??= InterfaceType.GetMethod(Name, _parameterTypes)!;

    internal Type[] ParameterTypes => _parameterTypes;

    /// <inheritdoc/>
    public override string ToString() => $"{InterfaceType.FullName}.{Name}";
}
