using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Webhooks;

namespace OrleansStore.Grains.Tests.Webhooks;

public sealed class WebhookDecisionTests
{
    private static readonly Guid Id = Some.Id(41);
    private static readonly WebhookCreated Created = new(Id, "https://example.org/hook", ["order.created"], null);

    [Fact]
    public void An_address_is_subscribed_once()
    {
        Spec.Webhooks().When(s => WebhookDecisions.Create(s, New(Id))).Then(Created);
        Spec.Webhooks(Created).When(s => WebhookDecisions.Create(s, New(Id))).ThenNothing();
    }

    [Fact]
    public void There_is_room_for_so_many_and_no_more()
    {
        var all = Enumerable.Range(1, WebhookLimits.Subscriptions).Select(i => Created with { Id = Some.Id(i) }).ToArray<WebhookEvent>();
        Spec.Webhooks(all[..^1]).When(s => WebhookDecisions.Create(s, New(Some.Id(1_000)))).Then(Created with { Id = Some.Id(1_000) });
        Spec.Webhooks(all).When(s => WebhookDecisions.Create(s, New(Some.Id(1_000)))).ThenRefused(WebhookErrors.TooMany());
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("/hook")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    public void An_address_that_is_none_of_the_web_is_refused(string url)
    {
        Spec.Webhooks().When(s => WebhookDecisions.Create(s, New(Id) with { Url = url })).ThenRefused("invalidUrl");
        Spec.Webhooks(Created).When(s => WebhookDecisions.Change(s, Change() with { Url = url })).ThenRefused("invalidUrl");
    }

    [Fact]
    public void Events_that_nobody_knows_are_refused()
    {
        Spec.Webhooks().When(s => WebhookDecisions.Create(s, New(Id) with { Events = [] })).ThenRefused("invalidEvents");
        Spec.Webhooks().When(s => WebhookDecisions.Create(s, New(Id) with { Events = ["order.created", "order.eaten"] })).ThenRefused("invalidEvents");
        Spec.Webhooks().When(s => WebhookDecisions.Create(s, New(Id) with { Events = ["*"] })).Then(Created with { Events = ["*"] });
    }

    [Fact]
    public void What_is_named_is_changed_and_nothing_else()
    {
        var state = Spec.Webhooks(Created).When(s => WebhookDecisions.Change(s, Change() with { Active = false }))
            .Then(new WebhookChanged(Id, null, null, null, false));
        var webhook = state.Find(Id).ShouldNotBeNull();
        (webhook.Url, webhook.Active, webhook.Version).ShouldBe((Created.Url, false, 2));
        Spec.Webhooks(Created).When(s => WebhookDecisions.Change(s, Change())).ThenNothing();
        Spec.Webhooks(Created).When(s => WebhookDecisions.Change(s, Change() with { ExpectedVersion = 2 })).ThenRefused("versionMismatch");
        Spec.Webhooks().When(s => WebhookDecisions.Change(s, Change())).ThenRefused(WebhookErrors.NotFound(Id));
    }

    [Fact]
    public void One_that_was_disabled_says_since_when_until_it_is_activated()
    {
        var disabled = Spec.Webhooks(Created).When(s => WebhookDecisions.Disable(s, new DisableWebhook(Some.Command(), Id, Some.Now)))
            .Then(new WebhookDisabled(Id, Some.Now));
        disabled.Find(Id).ShouldNotBeNull().DisabledSince.ShouldBe(Some.Now);
        WebhookDecisions.Disable(disabled, new DisableWebhook(Some.Command(), Id, Some.Now)).Events.ShouldBeEmpty();

        var active = Spec.Webhooks(Created, new WebhookDisabled(Id, Some.Now)).When(s => WebhookDecisions.Change(s, Change() with { Active = true }))
            .Then(new WebhookChanged(Id, null, null, null, true)).Find(Id).ShouldNotBeNull();
        (active.Active, active.DisabledSince).ShouldBe((true, null));
    }

    [Fact]
    public void One_that_is_ended_is_gone()
    {
        Spec.Webhooks(Created).When(s => WebhookDecisions.Delete(s, Id)).Then(new WebhookDeleted(Id)).Webhooks.ShouldBeEmpty();
        Spec.Webhooks().When(s => WebhookDecisions.Delete(s, Id)).ThenRefused(WebhookErrors.NotFound(Id));
    }

    private static CreateWebhook New(Guid id) => new(Some.Command(), id, Created.Url, Created.Events, null, "a secret of twenty-four!");

    private static ChangeWebhook Change() => new(Some.Command(), Id, null, null, null, null, null);
}
