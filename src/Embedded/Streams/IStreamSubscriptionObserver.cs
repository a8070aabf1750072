using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A grain that is told of an item on a subscription it has no observer for yet.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/Core/IStreamSubscriptionObserver.cs</remarks>
public interface IStreamSubscriptionObserver
{
    /// <summary>Called before the item is delivered, so that the grain can set an observer.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}

/// <summary>Makes the handle of a subscription.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/Core/IStreamSubscriptionHandleFactory.cs</remarks>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The handle, for items of that type.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
