using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Api.Webhooks;

/// <summary>The addresses of webhooks.</summary>
internal static class WebhookRoutes
{
    public static void MapWebhooks(this Routes routes, WebhookHandlers webhooks)
    {
        var store = routes.Tagged("Webhooks");
        // Its answer is a secret; a repeat is another subscription.
        store.PostAlways<CreateWebhookRequest>("/webhooks", webhooks.Create).Answers<NewWebhookAnswer>(201).For(Policy.Needs(Permissions.Webhooks)).Says("Subscribe an address to events (administrators); the secret is shown once");
        store.Get("/webhooks", webhooks.List).Answers<WebhookList>().For(Policy.Needs(Permissions.Webhooks)).Says("All subscriptions (administrators)");
        store.Get("/webhooks/{id}", webhooks.Get).Answers<WebhookView>().For(Policy.Needs(Permissions.Webhooks)).Says("A subscription (administrators)");
        store.Patch<ChangeWebhookRequest>("/webhooks/{id}", webhooks.Change).Answers<WebhookView>().For(Policy.Needs(Permissions.Webhooks)).Says("Change, pause or activate a subscription (administrators)");
        store.Delete("/webhooks/{id}", webhooks.Delete).AnswersNothing().For(Policy.Needs(Permissions.Webhooks)).Says("End a subscription (administrators)");
        store.List("/webhooks/{id}/deliveries", webhooks.Deliveries).Answers<DeliveryPage>().For(Policy.Needs(Permissions.Webhooks)).Says("The newest attempts, newest first, and dead letters (administrators)");
        store.Post<ReplayWebhookRequest>("/webhooks/{id}/replay", webhooks.Replay).AnswersAccepted().For(Policy.Needs(Permissions.Webhooks)).Says("Tell everything from a position again (administrators)");
        store.Post<NoInput>("/webhooks/{id}/ping", webhooks.Ping).Answers<Delivery>().For(Policy.Needs(Permissions.Webhooks)).Says("Send a message without meaning now (administrators)");
    }
}
