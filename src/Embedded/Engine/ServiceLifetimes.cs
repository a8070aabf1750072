using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded;

/// <summary>Knows which services need a scope, so that an activation without any need not have one.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    private readonly ConcurrentDictionary<Type, bool> _needsScope = new();

    public bool NeedsScope(Type serviceType) => _needsScope.GetOrAdd(serviceType, Find);

    private bool Find(Type serviceType)
    {
        var type = serviceType.IsConstructedGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? serviceType.GenericTypeArguments[0]
            : serviceType;
        var open = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : null;
        if (type == typeof(IServiceProvider) || type == typeof(IServiceScopeFactory)) return true;
        foreach (var service in services)
        {
            // A transient service may depend on scoped ones.
            if ((service.ServiceType == type || service.ServiceType == open) && service.Lifetime != ServiceLifetime.Singleton)
            {
                return !IsRootOnly(type);
            }
        }

        return false;
    }

    // The options types are transient or scoped for historic reasons, and need no scope.
    private static bool IsRootOnly(Type type) => type.Namespace == "Microsoft.Extensions.Options" && !type.Name.StartsWith("IOptionsSnapshot", StringComparison.Ordinal);
}
