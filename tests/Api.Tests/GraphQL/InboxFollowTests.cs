using System.Text.Json;
using OrleansStore.Api.Customers;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Customers;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>Following an inbox that takes in late what the journal tells.</summary>
public sealed class InboxFollowTests : IReadModels, INotificationQueries
{
    private int _waits;
    private int _reads;

    public long Position => 0;

    public long Head => 0;

    [Fact]
    public async Task What_comes_in_later_than_is_waited_for_is_told_all_the_same()
    {
        var follow = new InboxFollow(this, this, null!, new LiveLimits { PushPause = TimeSpan.Zero }, TimeProvider.System);
        var caller = new Caller(Guid.NewGuid(), CustomerRole.Customer);
        await using var told = follow.FollowAsync(caller, 0, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = told.MoveNextAsync().AsTask();
        await Patience.UntilAsync(() => Volatile.Read(ref _reads) == 1);
        follow.On(new StoredEvent(7, "product-1", 1, Guid.NewGuid(), "product.created.v1", Guid.NewGuid(), Guid.NewGuid(), "system", DateTimeOffset.UnixEpoch, default));
        (await next.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken)).ShouldBeTrue();
        ((JsonElement)told.Current!).GetProperty("position").GetInt64().ShouldBe(7);
        _waits.ShouldBe(2);
    }

    public long PositionOf(string projection) => 0;

    public ValueTask<bool> WaitForAsync(string projection, long position, TimeSpan timeout, CancellationToken cancellation = default) => WaitForAsync(position, timeout, cancellation);

    /// <summary>Not in time at first.</summary>
    public ValueTask<bool> WaitForAsync(long position, TimeSpan timeout, CancellationToken cancellation = default) => new(++_waits > 1);

    public ValueTask<NotificationPage> ReadAsync(Guid customerId, bool isAdmin, long afterPosition, int limit, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _reads);
        return new(_waits < 2 ? new NotificationPage([], afterPosition) : new NotificationPage([new Notification("n", 7, "product.new", DateTimeOffset.UnixEpoch)], 7));
    }
}
