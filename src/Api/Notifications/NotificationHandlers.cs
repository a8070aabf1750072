using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Notifications;

/// <summary>The inbox of who asks.</summary>
public sealed class NotificationHandlers(INotificationQueries notifications)
{
    /// <summary>What came after a position.</summary>
    public async Task<Answer> List(Call call, AfterQuery query) => call.Caller.Id is { } id
        ? Answer.Of(await notifications.ReadAsync(id, call.Caller.IsAdmin, query.After, query.Limit))
        : Problems.Unauthenticated();
}
