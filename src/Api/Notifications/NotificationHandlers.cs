using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Notifications;

/// <summary>The inbox of who asks.</summary>
public sealed class NotificationHandlers(INotificationQueries notifications)
{
    /// <summary>What came after a position.</summary>
    public async Task<Answer> List(Call call, AfterQuery query) =>
        Answer.Of(await notifications.ReadAsync(call.Caller.Account, call.Caller.May(Permissions.Operations), query.After, query.Limit));
}
