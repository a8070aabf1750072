using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using OrleansStore.Api.Access;
using OrleansStore.Api.Analytics;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>The SignalR hub <c>/hubs/orders</c>. Every method says whom it is for; <see cref="HubGate"/> holds it to that. Refusals are hub exceptions whose message is the problem's JSON.</summary>
internal sealed class OrdersHub(LiveFeed feed, DashboardFeed dashboard, LiveCommands commands, ObjectAccess access, LiveLimits limits) : Hub
{
    private static readonly object Streams = new();

    private Caller Caller => CallerIdentity.Of(Context.User);

    /// <summary>Streams an order's updates after a version, and goes on live.</summary>
    [For(Door.Owner, Permissions.OrdersRead, Thing.Order)]
    public async IAsyncEnumerable<LiveUpdate> TrackOrder(Guid orderId, int afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var order = await access.FindOrder(Caller, HubGate.PolicyOf(nameof(TrackOrder)), HubGate.OperationOf(nameof(TrackOrder)), orderId);
        if (order.Error is { } error) throw Refusal(Problem.Of(error));
        await foreach (var update in FollowAsync(() => feed.WatchOrder(orderId, afterVersion, cancellation, withInternal: ObjectAccess.SeesInternals(Caller)))) yield return update;
    }

    /// <summary>Streams the updates of all of the caller's orders after a global position (negative: from now on), and goes on live.</summary>
    [For(Door.Account)]
    public IAsyncEnumerable<LiveUpdate> TrackMine(long afterPosition, CancellationToken cancellation) =>
        FollowAsync(() => feed.WatchCustomer(Caller.Account, afterPosition, cancellation));

    /// <summary>Streams the updates of all orders after a global position (negative: from now on), and goes on live; for who sees everybody's orders.</summary>
    [For(Door.Permitted, Permissions.OrdersRead)]
    public IAsyncEnumerable<LiveUpdate> TrackAll(long afterPosition, CancellationToken cancellation) =>
        FollowAsync(() => feed.WatchAll(afterPosition, cancellation));

    /// <summary>Streams the figures of the dashboard whenever they moved, from those after a position on (0: those of now at once; negative: once they move).</summary>
    [For(Door.Permitted, Permissions.Analytics)]
    public async IAsyncEnumerable<EncodedJson> TrackDashboard(long afterPosition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var seat = TakeSeat();
        await foreach (var update in dashboard.WatchAsync(afterPosition, cancellation)) yield return new EncodedJson(update.Json);
    }

    /// <summary>Places an order: the body of <c>POST /orders</c>, with an optional <c>idempotencyKey</c> in it.</summary>
    [For(Door.Anyone)]
    public Task<EncodedJson> PlaceOrder(JsonElement order) => RunAsync("placeOrder", order);

    /// <summary>Cancels an order: <c>{orderId, reason?, idempotencyKey?, expectedVersion?}</c>.</summary>
    [For(Door.Owner, Permissions.Orders, Thing.Order)]
    public Task<EncodedJson> CancelOrder(JsonElement command) => RunAsync("cancelOrder", command);

    /// <summary>Ships an order: <c>{orderId, trackingNumber, carrier, idempotencyKey?, expectedVersion?}</c>; for who works on everybody's orders.</summary>
    [For(Door.Permitted, Permissions.Orders)]
    public Task<EncodedJson> ShipOrder(JsonElement command) => RunAsync("shipOrder", command);

    private async Task<EncodedJson> RunAsync(string action, JsonElement input)
    {
        var answer = (await commands.Run(Caller, action, input, Context.ConnectionId)!).Encoded(Context.ConnectionId);
        return answer.Status < 400 ? new EncodedJson(answer.Body) : throw new HubException(Encoding.UTF8.GetString(answer.Body.Span));
    }

    private async IAsyncEnumerable<LiveUpdate> FollowAsync(Func<LiveSubscription> open)
    {
        using var seat = TakeSeat();
        using var subscription = open();
        while (true)
        {
            IReadOnlyList<LiveUpdate> updates;
            try
            {
                updates = await subscription.NextAsync();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw Refusal(Problems.Of(e));
            }

            foreach (var update in updates) yield return update;
        }
    }

    private Stream TakeSeat()
    {
        var seat = new Stream(Context, limits.Subscriptions);
        if (seat.Taken) return seat;
        seat.Dispose();
        throw Refusal(new Problem(429, "tooManySubscriptions", $"One connection has at most {limits.Subscriptions} streams."));
    }

    private HubException Refusal(Problem problem) => new(Encoding.UTF8.GetString(problem.Encode(Context.ConnectionId)));

    /// <summary>One of the streams that a connection may have.</summary>
    private readonly struct Stream : IDisposable
    {
        private readonly StrongBox<int> _count;

        public Stream(HubCallerContext context, int limit)
        {
            lock (context.Items)
            {
                if (!context.Items.TryGetValue(Streams, out var count)) context.Items[Streams] = count = new StrongBox<int>();
                _count = (StrongBox<int>)count!;
            }

            Taken = Interlocked.Increment(ref _count.Value) <= limit;
        }

        public bool Taken { get; }

        public void Dispose() => Interlocked.Decrement(ref _count.Value);
    }
}

/// <summary>An exception's text stays here; clients get a problem.</summary>
internal sealed partial class HubSafeguard(ILogger<HubSafeguard> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (e is not (HubException or OperationCanceledException))
        {
            var problem = Problems.Of(e);
            var id = invocationContext.Context.ConnectionId;
            if (problem.Status >= 500) LogFailed(e, invocationContext.HubMethodName, problem.Code, id);
            throw new HubException(Encoding.UTF8.GetString(problem.Encode(id)));
        }
    }

    [LoggerMessage(LogLevel.Error, "Hub method {Method} was answered {Code} (trace {TraceId})")]
    private partial void LogFailed(Exception exception, string method, string code, string traceId);
}
