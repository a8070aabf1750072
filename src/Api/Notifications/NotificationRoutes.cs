using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Notifications;

/// <summary>The address of the inbox.</summary>
internal static class NotificationRoutes
{
    public static void MapNotifications(this Routes routes, NotificationHandlers notifications) => routes.Tagged("Accounts")
        .After("/customers/me/notifications", notifications.List).Answers<NotificationPage>().For(Policy.Account).Says("Your inbox after a position, oldest first");
}
