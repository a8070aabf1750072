using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Notifications;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of inboxes.</summary>
internal sealed class NotificationFields(NotificationHandlers notifications, InboxFollow inboxes) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("notifications", "GET /customers/me/notifications", Policy.Account, (context, call) =>
        {
            var (after, limit) = (context.Argument<long?>("after") ?? 0, context.Argument<int?>("limit") ?? ListQuery.DefaultLimit);
            if (limit is < 1 or > ListQuery.MaxLimit) return Task.FromResult<Answer>(Problems.Validation("limit", $"Must be from 1 to {ListQuery.MaxLimit}."));
            if (after < 0) return Task.FromResult<Answer>(Problems.Validation("after", "Must be a position, a whole number from 0."));
            return notifications.List(call, new AfterQuery(after, limit));
        });
        fields.Follow("notificationAdded", Policy.Account, (context, call) =>
            new(inboxes.FollowAsync(call.Caller, context.Argument<long?>("afterPosition") ?? -1, context.Cancellation)));
    }
}
