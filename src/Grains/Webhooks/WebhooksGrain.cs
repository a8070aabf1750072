using System.Text;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Webhooks;

/// <inheritdoc cref="IWebhooksGrain"/>
public sealed class WebhooksGrain(JournalServices services, IDurableRows rows)
    : AggregateGrain<WebhooksState, WebhookEvent>(services), IWebhooksGrain
{
    /// <inheritdoc/>
    protected override string Category => "webhooks";

    /// <inheritdoc/>
    public async Task<Result<WebhookView>> Create(CreateWebhook command)
    {
        // What its deliveries need is there before it is; left over from a crash it harms nobody.
        if (WebhookDecisions.Create(Confirmed, command).Events.Count > 0)
        {
            await WebhookSecrets.KeepAsync(rows, command.Id, command.Secret);
            await Outbound(command.Id).Begin();
        }

        var created = await Execute(command.Context, (state, _) => WebhookDecisions.Create(state, command), state => state);
        // Not waited for: it asks back here what it is to do. Lost, the silos' next look makes up for it.
        if (created.Error is null) Outbound(command.Id).Wake().Forget();
        return Of(created, command.Id);
    }

    /// <inheritdoc/>
    public async Task<Result<WebhookView>> Change(ChangeWebhook command)
    {
        var changed = await Execute(command.Context, (state, _) => WebhookDecisions.Change(state, command), state => state);
        if (changed.Error is null) Outbound(command.Id).Renew().Forget();
        return Of(changed, command.Id);
    }

    /// <inheritdoc/>
    public async Task<Result<WebhookList>> Delete(DeleteWebhook command)
    {
        var deleted = await Execute(command.Context, (state, _) => WebhookDecisions.Delete(state, command.Id), Show);
        if (deleted.Error is not null && Confirmed.Find(command.Id) is not null) return deleted;
        await Outbound(command.Id).End();
        await WebhookSecrets.ForgetAsync(rows, command.Id);
        return deleted;
    }

    /// <inheritdoc/>
    public Task<Result<WebhookList>> Disable(DisableWebhook command) =>
        Execute(command.Context, (state, _) => WebhookDecisions.Disable(state, command), Show);

    /// <inheritdoc/>
    public async Task<Result<WebhookView>> Get(Guid id)
    {
        await CatchUpAsync();
        return Of(Result.Ok(Confirmed, Position), id);
    }

    /// <inheritdoc/>
    public async Task<Result<WebhookList>> List()
    {
        await CatchUpAsync();
        return Result.Ok(Show(Confirmed), Position);
    }

    private IOutboundGrain Outbound(Guid id) => GrainFactory.GetGrain<IOutboundGrain>(OutboundNames.Webhook(id));

    private static WebhookList Show(WebhooksState state) => new(state.Webhooks);

    private static Result<WebhookView> Of(Result<WebhooksState> result, Guid id) =>
        result.Error is not null ? result.Refused<WebhookView>()
        : result.Value!.Find(id) is { } webhook ? Result.Ok(webhook, result.Position)
        : Result.Refuse<WebhookView>(WebhookErrors.NotFound(id), result.Position);
}

/// <summary>The secrets of subscriptions, in rows of their own: unlike events, they go when they are to go.</summary>
public static class WebhookSecrets
{
    private const string Table = "webhookSecrets";

    /// <summary>A subscription's secret; null when it has none.</summary>
    public static async ValueTask<string?> ReadAsync(IDurableRows rows, Guid id) =>
        await rows.ReadRowAsync(Table, Key(id)) is { } kept ? Encoding.UTF8.GetString(kept.Span) : null;

    internal static ValueTask KeepAsync(IDurableRows rows, Guid id, string secret) => rows.UpsertRowAsync(Table, Key(id), Encoding.UTF8.GetBytes(secret));

    internal static ValueTask ForgetAsync(IDurableRows rows, Guid id) => rows.DeleteRowAsync(Table, Key(id));

    private static string Key(Guid id) => id.ToString("N");
}
