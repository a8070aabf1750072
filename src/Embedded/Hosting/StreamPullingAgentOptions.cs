namespace Orleans.Configuration;

/// <summary>How Orleans polls stream queues; here items are delivered as they are published.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/PersistentStreams/Options/PersistentStreamProviderOptions.cs</remarks>
public class StreamPullingAgentOptions
{
    /// <summary>How many items are taken at once.</summary>
    public int BatchContainerBatchSize { get; set; } = 1;

    /// <summary>How often a queue is polled.</summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a delivery is tried.</summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
}
