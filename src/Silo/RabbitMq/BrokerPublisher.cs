using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Outbound;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace OrleansStore.Silo.RabbitMq;

/// <summary>
/// Publishes the public events to RabbitMQ: to the durable topic exchange <see cref="Exchange"/>, the event's name as the
/// routing key, persistent, and told only when the broker confirmed it.
/// </summary>
internal sealed partial class BrokerPublisher(PublicEvents events, StoreOptions options, ILogger<BrokerPublisher> logger) : IOutboundReceiver, IAsyncDisposable
{
    /// <summary>The exchange.</summary>
    public const string Exchange = "store.events";

    private readonly SemaphoreSlim _opening = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Confirms come in their own time, so some are waited for at once.</summary>
    public int Parallel => 16;

    /// <inheritdoc/>
    public async ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation) =>
        await events.ReadAsync(stored, cancellation) is { } e
            ? new OutboundMessage(StableId.Of(e.EventId, OutboundNames.Broker), e.EventId, e.Position, e.Lane, e.Type, e)
            : null;

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var e = (PublicEvent)message.Body!;
        var properties = new BasicProperties
        {
            MessageId = message.Id.ToString(),
            Type = message.Type,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(e.CreatedAt.ToUnixTimeSeconds()),
        };
        try
        {
            var channel = await OpenAsync(cancellation);
            await channel.BasicPublishAsync(Exchange, message.Type, mandatory: false, properties, e.Encode(message.Id), cancellation);
            return DeliveryOutcome.Delivered;
        }
        catch (PublishException)
        {
            return new DeliveryOutcome("the broker did not take it");
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException)
        {
            LogUnreachable(failure);
            return new DeliveryOutcome("no broker");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _opening.Dispose();
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            if (_channel is { IsOpen: true } open) return open;
            await CloseAsync();
            // Coming back is this machinery's own business, with its pauses; the client's would hide that nothing arrives.
            var factory = new ConnectionFactory { Uri = options.RabbitMq.Uri!, AutomaticRecoveryEnabled = false, ClientProvidedName = "orleansstore" };
            _connection = await factory.CreateConnectionAsync(cancellation);
            _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
            await _channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellation);
            return _channel;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            if (_channel is not null) await _channel.DisposeAsync();
            if (_connection is not null) await _connection.DisposeAsync();
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // It was gone already.
        }

        (_channel, _connection) = (null, null);
    }

    [LoggerMessage(LogLevel.Debug, "The broker could not be reached")]
    private partial void LogUnreachable(Exception exception);
}
