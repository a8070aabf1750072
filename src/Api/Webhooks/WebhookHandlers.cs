using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Webhooks;

namespace OrleansStore.Api.Webhooks;

/// <summary>What administrators can do with integrators' subscriptions.</summary>
public sealed class WebhookHandlers(IGrainFactory grains, StoreOptions options)
{
    /// <summary>Bytes of a secret that the store makes: as many as the hash has.</summary>
    private const int SecretBytes = 32;

    private IWebhooksGrain Webhooks => grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key);

    /// <summary>Subscribes an address.</summary>
    public async Task<Answer> Create(Call call, CreateWebhookRequest input)
    {
        if (Refusal(input.Url) is { } refusal) return refusal;
        var secret = input.Secret ?? "whsec_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var command = new CreateWebhook(call.Context, call.CommandId, input.Url!, [.. input.Events!.Distinct()], input.Description, secret);
        var created = await Webhooks.Create(command);
        return created.Error is not null
            ? Answer.Refuse(created)
            : Answer.Of(NewWebhookAnswer.Of(created.Value!, secret), 201, created.Position, created.Value!.Version) with { Location = $"/api/v1/webhooks/{command.Id}" };
    }

    /// <summary>All subscriptions.</summary>
    public async Task<Answer> List(Call call) => Answer.Of((await Webhooks.List()).Value!);

    /// <summary>A subscription.</summary>
    public async Task<Answer> Get(Call call, Guid id) => ToAnswer(await Webhooks.Get(id));

    /// <summary>Changes a subscription; activated, it gets what it missed.</summary>
    public async Task<Answer> Change(Call call, Guid id, ChangeWebhookRequest input)
    {
        if (Refusal(input.Url) is { } refusal) return refusal;
        return ToAnswer(await Webhooks.Change(
            new ChangeWebhook(call.Context, id, call.ExpectedVersion, input.Url, input.Events is null ? null : [.. input.Events.Distinct()], input.Description, input.Active)));
    }

    /// <summary>Ends a subscription.</summary>
    public async Task<Answer> Delete(Call call, Guid id)
    {
        var deleted = await Webhooks.Delete(new DeleteWebhook(call.Context, id));
        return deleted.Error is null ? Answer.Done(deleted.Position) : Answer.Refuse(deleted);
    }

    /// <summary>The newest attempts, newest first.</summary>
    public async Task<Answer> Deliveries(Call call, Guid id, ListQuery query)
    {
        if (await MissingAsync(id) is { } refusal) return refusal;
        if (query.Status is not null) return KnownParameters.Refuse("status", ["limit", "cursor"]);
        var before = long.MaxValue;
        if (query.Cursor is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return new Problem(400, "invalidCursor", "The cursor is not one of this store's.");
        var view = await Outbound(id).Get();
        var items = view.Deliveries.Reverse().Where(d => d.Number < before).Take(query.Limit + 1).ToList();
        var more = items.Count > query.Limit;
        if (more) items.RemoveAt(query.Limit);
        return Answer.Of(new DeliveryPage(
            items, more ? $"{items[^1].Number}" : null, view.Position, view.Waiting, view.FailingSince, view.NextTry, view.DeadLetters));
    }

    /// <summary>Tells everything from a position again.</summary>
    public async Task<Answer> Replay(Call call, Guid id, ReplayWebhookRequest input)
    {
        if (await MissingAsync(id) is { } refusal) return refusal;
        var replayed = await Outbound(id).Replay(input.FromPosition!.Value);
        return replayed.Error is null ? new Answer(202, default) : Answer.Refuse(replayed);
    }

    /// <summary>Sends a message without meaning, and tells what became of it.</summary>
    public async Task<Answer> Ping(Call call, Guid id, NoInput input)
    {
        if (await MissingAsync(id) is { } refusal) return refusal;
        var pinged = await Outbound(id).Probe();
        return pinged.Error is null ? Answer.Of(pinged.Value!) : Answer.Refuse(pinged);
    }

    private IOutboundGrain Outbound(Guid id) => grains.GetGrain<IOutboundGrain>(OutboundNames.Webhook(id));

    private Problem? Refusal(string? url) =>
        url is not null && WebhookHttp.Objection(url, options.Webhooks) is { } objection ? Problem.Of(WebhookErrors.InvalidUrl(objection)) : null;

    private async Task<Answer?> MissingAsync(Guid id)
    {
        var webhook = await Webhooks.Get(id);
        return webhook.Error is null ? null : Answer.Refuse(webhook);
    }

    private static Answer ToAnswer(Result<WebhookView> result) => result.Error is null
        ? Answer.Of(result.Value!, 200, result.Position, result.Value!.Version)
        : Answer.Refuse(result);
}
