using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Grains.ApiKeys;

namespace OrleansStore.Grains.Tests.ApiKeys;

public sealed class ApiKeyTests
{
    private static readonly Guid Id = Some.Id(51);

    private static readonly ApiKeyIssued Issued = new(Id, "The warehouse", ["stock"], "9f86d081", Some.Now.AddDays(1));

    [Fact]
    public void A_key_is_issued_once()
    {
        var key = Spec.ApiKeys().When(s => ApiKeyDecisions.Issue(s, Some.Now, New())).Then(Issued).Keys.ShouldHaveSingleItem();
        (key.Hash, key.Key.CreatedBy, key.Key.LastUsedAt).ShouldBe(("9f86d081", Actors.Guest, null));
        Spec.ApiKeys(Issued).When(s => ApiKeyDecisions.Issue(s, Some.Now, New())).ThenNothing();
    }

    [Fact]
    public void A_key_that_would_be_good_for_nothing_is_not_issued()
    {
        foreach (var bad in new[] { New() with { Name = " " }, New() with { Scopes = [] }, New() with { Scopes = [new string('x', 101)] }, New() with { ExpiresAt = Some.Now } })
            Spec.ApiKeys().When(s => ApiKeyDecisions.Issue(s, Some.Now, bad)).ThenRefused("invalidApiKey");
        ApiKeyEvent[] all = [.. Enumerable.Range(0, ApiKeyLimits.Keys).Select(n => Issued with { Id = Some.Id(10_000 + n) })];
        Spec.ApiKeys(all).When(s => ApiKeyDecisions.Issue(s, Some.Now, New())).ThenRefused(ApiKeyErrors.TooMany());
    }

    [Fact]
    public void Its_use_is_written_down_once_in_a_while()
    {
        var used = Spec.ApiKeys(Issued).When(s => ApiKeyDecisions.NoteUse(s, Some.Now, Id)).Then(new ApiKeyUsed(Id));
        used.Keys[0].Key.LastUsedAt.ShouldBe(Some.Now);
        var later = Some.Now + ApiKeyLimits.UsedEvery;
        Spec.ApiKeys(Issued, new ApiKeyUsed(Id)).When(s => ApiKeyDecisions.NoteUse(s, later.AddTicks(-1), Id)).ThenNothing();
        Spec.ApiKeys(Issued, new ApiKeyUsed(Id)).When(s => ApiKeyDecisions.NoteUse(s, later, Id)).Then(new ApiKeyUsed(Id));
    }

    [Fact]
    public void A_key_that_is_revoked_is_gone()
    {
        Spec.ApiKeys(Issued).When(s => ApiKeyDecisions.Revoke(s, Id)).Then(new ApiKeyRevoked(Id)).Keys.ShouldBeEmpty();
        Spec.ApiKeys().When(s => ApiKeyDecisions.Revoke(s, Id)).ThenRefused(ApiKeyErrors.NotFound(Id));
        Spec.ApiKeys().When(s => ApiKeyDecisions.NoteUse(s, Some.Now, Id)).ThenRefused(ApiKeyErrors.NotFound(Id));
    }

    private static IssueApiKey New() => new(Some.Command(), Id, "The warehouse ", ["stock"], "9f86d081", Some.Now.AddDays(1));
}
