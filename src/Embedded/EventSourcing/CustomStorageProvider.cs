using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>Says that custom storage is configured under a name.</summary>
internal sealed class CustomStorageProvider
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static void Check(Grain grain)
    {
        var type = grain.GetType();
        var name = Names.GetOrAdd(type, static type =>
            type.GetCustomAttribute<LogConsistencyProviderAttribute>(inherit: true)?.ProviderName
            ?? ProviderConstants.DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME);
        if (((Activation)grain.GrainContext).Engine.Services.GetKeyedService<CustomStorageProvider>(name) is null)
        {
            throw new BadProviderConfigException($"Cannot find consistency provider with Name={name} for grain type {type.FullName}");
        }
    }
}
