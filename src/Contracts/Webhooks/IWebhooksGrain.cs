using Orleans.Concurrency;

namespace OrleansStore.Contracts.Webhooks;

/// <summary>All subscriptions of integrators. One for the whole store; key: <see cref="Key"/>.</summary>
[Alias("store.webhooks")]
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>The key of the one there is.</summary>
    const string Key = "all";

    /// <summary>Subscribes an address; it is told what happens from now on.</summary>
    [Alias("create")]
    Task<Result<WebhookView>> Create(CreateWebhook command);

    /// <summary>Changes what the command names.</summary>
    [Alias("change")]
    Task<Result<WebhookView>> Change(ChangeWebhook command);

    /// <summary>Ends a subscription and forgets its secret.</summary>
    [Alias("delete")]
    Task<Result<WebhookList>> Delete(DeleteWebhook command);

    /// <summary>Nothing reached it for days: it is told nothing more until somebody activates it.</summary>
    [Alias("disable")]
    Task<Result<WebhookList>> Disable(DisableWebhook command);

    /// <summary>A subscription.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<WebhookView>> Get(Guid id);

    /// <summary>All subscriptions, oldest first.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<WebhookList>> List();
}
