using System.Text.Json;
using System.Threading.Channels;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;

namespace OrleansStore.Api.Analytics;

/// <summary>The dashboard on one plain WebSocket connection: at most one subscription.</summary>
internal sealed class DashboardSocket(DashboardFeed feed, ChannelWriter<ReadOnlyMemory<byte>> outgoing, CancellationToken ended)
{
    private CancellationTokenSource? _ending;
    private Task _pump = Task.CompletedTask;

    /// <summary>Takes <c>subscribeDashboard</c>.</summary>
    public async ValueTask SubscribeAsync(JsonElement message)
    {
        var after = 0L;
        if (message.TryGetProperty("afterPosition", out var named) && !(named.ValueKind == JsonValueKind.Number && named.TryGetInt64(out after)))
        {
            await SayAsync(SocketMessages.Error(Problems.Validation("afterPosition", "Must be a position, a whole number."), message));
            return;
        }

        if (_ending is not null)
        {
            await SayAsync(SocketMessages.Error(new Problem(409, "alreadySubscribed", "The dashboard is subscribed to already."), message));
            return;
        }

        await SayAsync(SocketMessages.OfDashboard("subscribedDashboard", after));
        _ending = CancellationTokenSource.CreateLinkedTokenSource(ended);
        _pump = PumpAsync(after, _ending.Token);
    }

    /// <summary>Takes <c>unsubscribeDashboard</c>; after it nothing more is said of it.</summary>
    public async ValueTask UnsubscribeAsync(JsonElement message)
    {
        if (_ending is null)
        {
            await SayAsync(SocketMessages.Error(new Problem(404, "notSubscribed", "The dashboard is not subscribed to."), message));
            return;
        }

        await StopAsync();
        await SayAsync(SocketMessages.OfDashboard("unsubscribedDashboard", null));
    }

    /// <summary>Ends the subscription, if there is one.</summary>
    public async ValueTask StopAsync()
    {
        if (_ending is not { } ending) return;
        await ending.CancelAsync();
        await _pump;
        ending.Dispose();
        _ending = null;
    }

    private async Task PumpAsync(long after, CancellationToken cancellation)
    {
        try
        {
            await foreach (var update in feed.WatchAsync(after, cancellation)) await outgoing.WriteAsync(update.SocketFrame, cancellation);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // Unsubscribed, or the connection ends.
        }
    }

    private ValueTask SayAsync(ReadOnlyMemory<byte> message) => outgoing.WriteAsync(message, ended);
}
