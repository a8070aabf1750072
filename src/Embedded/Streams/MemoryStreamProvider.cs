using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded;

/// <summary>Streams in memory: an item is queued for each subscriber, and each gets its own in order.</summary>
internal sealed class MemoryStreamProvider(string name, EmbeddedEngine engine) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamChannel> _channels = new();
    private (ImplicitStreamSubscriptionAttribute Attribute, GrainManifest.ClassEntry Class)[]? _implicit;

    public string Name => name;

    public bool IsRewindable => false;

    public EmbeddedEngine Engine => engine;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public StreamChannel Channel(StreamId stream) =>
        _channels.GetOrAdd(stream, static (stream, provider) => new(provider, stream), this);

    /// <summary>The grains that are subscribed to <paramref name="stream"/> by their class.</summary>
    public IEnumerable<GrainId> ImplicitSubscribers(StreamId stream) =>
        (_implicit ??= FindImplicit())
            .Where(one => one.Attribute.Matches(stream))
            .Select(one => new GrainId(one.Class.GrainType, KeyOf(one.Class, stream)));

    private static IdSpan KeyOf(GrainManifest.ClassEntry grainClass, StreamId stream) =>
        typeof(IGrainWithIntegerKey).IsAssignableFrom(grainClass.Type)
            ? GrainIdKeyExtensions.CreateIntegerKey(long.Parse(Encoding.UTF8.GetString(stream.Key.Span), CultureInfo.InvariantCulture))
            : new IdSpan(stream.Key.ToArray());

    private static (ImplicitStreamSubscriptionAttribute, GrainManifest.ClassEntry)[] FindImplicit() =>
        [.. from grainClass in GrainManifest.Shared.Classes
            from attribute in grainClass.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)
            select (attribute, grainClass)];
}
