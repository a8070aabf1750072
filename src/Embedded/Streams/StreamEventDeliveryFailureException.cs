using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>An item was not delivered to a subscriber, which threw for a minute.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/PersistentStreams/StreamEventDeliveryFailureException.cs</remarks>
public class StreamEventDeliveryFailureException : OrleansException
{
    /// <summary>With a message.</summary>
    public StreamEventDeliveryFailureException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public StreamEventDeliveryFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
