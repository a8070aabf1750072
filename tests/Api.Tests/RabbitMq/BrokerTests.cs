using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Outbound;
using OrleansStore.TestServers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrleansStore.Api.Tests.RabbitMq;

/// <summary>Against a real broker.</summary>
public sealed class BrokerTests
{
    private static readonly string[] Story = ["order.created", "payment.processed", "payment.completed"];

    [Fact]
    public async Task Events_are_published_in_order_per_order_also_those_that_came_while_the_broker_was_dead()
    {
        RabbitServer.Require();
        await using var broker = new RabbitServer();
        await broker.StartAsync();
        await using var shop = new BrokerShop(broker.Uri);
        await shop.InitializeAsync();
        var got = new ConcurrentQueue<Published>();
        var product = await shop.NewProductAsync(pieces: 100);
        var orders = new List<Guid>();
        await using (await ListenAsync(broker.Uri, got))
        {
            orders.Add((await shop.Guest.Order(product)).MustBe(201).Id);
            await Patience.UntilAsync(() => got.Count(m => m.OrderId == orders[0]) == Story.Length);
        }

        await broker.KillAsync();
        for (var i = 0; i < 10; i++) orders.Add((await shop.Guest.Order(product)).MustBe(201).Id);
        await broker.StartAsync();
        await using var again = await ListenAsync(broker.Uri, got);
        await Patience.UntilAsync(() => got.DistinctBy(m => m.Id).Count() == Story.Length * orders.Count);

        foreach (var order in orders) got.Where(m => m.OrderId == order).DistinctBy(m => m.Id).Select(m => m.Key).ShouldBe(Story);
        got.ShouldAllBe(m => m.IsPersistent && m.ContentType == "application/json" && m.Type == m.Key && m.BodyId == m.Id);
    }

    /// <summary>A queue that outlives the broker, for events of orders and payments.</summary>
    private static async Task<IConnection> ListenAsync(Uri uri, ConcurrentQueue<Published> got)
    {
        var connection = await new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("store.events", ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync("orders", durable: true, exclusive: false, autoDelete: false);
        foreach (var key in new[] { "order.#", "payment.#" }) await channel.QueueBindAsync("orders", "store.events", key);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            got.Enqueue(Published.Of(message));
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync("orders", autoAck: false, consumer);
        return connection;
    }

    private sealed record Published(string Id, string Key, string Type, string? ContentType, bool IsPersistent, string BodyId, Guid? OrderId)
    {
        public static Published Of(BasicDeliverEventArgs message)
        {
            var body = JsonDocument.Parse(Encoding.UTF8.GetString(message.Body.Span)).RootElement;
            var properties = message.BasicProperties;
            return new(
                properties.MessageId!, message.RoutingKey, properties.Type!, properties.ContentType, properties.Persistent, body.GetProperty("id").GetString()!,
                body.TryGetProperty("orderId", out var order) ? order.GetGuid() : null);
        }
    }

    private sealed class BrokerShop(Uri broker) : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Store:RabbitMq:Uri", broker.ToString());
            builder.ConfigureTestServices(services => services.AddSingleton(new OutboundLimits
            {
                Poll = TimeSpan.FromMilliseconds(20),
                FirstRetry = TimeSpan.FromMilliseconds(50),
                LongestRetry = TimeSpan.FromMilliseconds(500),
            }));
        }
    }
}
