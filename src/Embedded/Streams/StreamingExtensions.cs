using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans;

/// <summary>Streams for grains.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/GrainStreamingExtensions.cs</remarks>
public static class GrainStreamingExtensions
{
    /// <summary>The stream provider of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) => ((IGrainBase)grain).GetStreamProvider(name);

    /// <summary>The stream provider of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        ClientStreamingExtensions.Find(grain.GrainContext.ActivationServices, name);
}

/// <summary>Streams for clients.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/GrainStreamingExtensions.cs</remarks>
public static class ClientStreamingExtensions
{
    /// <summary>The stream provider of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        Find(client is Embedded.GrainFactory factory ? factory.Engine.Services : client.ServiceProvider, name);

    internal static IStreamProvider Find(IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name)
        ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
}

/// <summary>Subscribes a grain class to the streams of a namespace: each to the grain with the stream's key.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/Predicates/StreamSubscriptionAttributes.cs (predicates are not offered)</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    private readonly string? _namespace;

    /// <summary>To all streams.</summary>
    public ImplicitStreamSubscriptionAttribute()
    {
    }

    /// <summary>To the streams of one namespace.</summary>
    public ImplicitStreamSubscriptionAttribute(string streamNamespace) => _namespace = streamNamespace.Trim();

    internal bool Matches(StreamId stream) => _namespace is null || _namespace == stream.GetNamespace();
}
