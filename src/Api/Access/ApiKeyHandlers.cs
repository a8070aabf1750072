using System.Collections.Immutable;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.ApiKeys;

namespace OrleansStore.Api.Access;

/// <summary>What administrators can do with API keys.</summary>
internal sealed class ApiKeyHandlers(IGrainFactory grains, ApiKeys keys, TimeProvider time)
{
    private IApiKeysGrain Keys => grains.GetGrain<IApiKeysGrain>(IApiKeysGrain.Key);

    /// <summary>Issues a key.</summary>
    public async Task<Answer> Issue(Call call, IssueApiKeyRequest input)
    {
        if (input.ExpiresAt <= time.GetUtcNow()) return Problems.Validation("expiresAt", "Must be in the future.");
        var (text, hash) = ApiKeys.Make(call.CommandId);
        var issued = await Keys.Issue(new IssueApiKey(call.Context, call.CommandId, input.Name!, [.. input.Scopes!.Distinct()], hash, input.ExpiresAt));
        keys.Forget();
        return issued.Value is { } key && issued.Error is null
            ? Answer.Of(NewApiKeyAnswer.Of(key, text), 201, issued.Position) with { Location = $"/api/v1/admin/api-keys/{key.Id}" }
            : Answer.Refuse(issued);
    }

    /// <summary>All keys, oldest first.</summary>
    public async Task<Answer> List(Call call) => Answer.Of((await Keys.List()).Value!);

    /// <summary>Ends a key.</summary>
    public async Task<Answer> Revoke(Call call, Guid id)
    {
        var revoked = await Keys.Revoke(new RevokeApiKey(call.Context, id));
        keys.Forget();
        return revoked.Error is null ? Answer.Done(revoked.Position) : Answer.Refuse(revoked);
    }
}

/// <summary>Issues an API key.</summary>
/// <param name="Scopes">See <see cref="Grants.Scopes"/>.</param>
/// <param name="ExpiresAt">Absent: when it is deleted.</param>
public sealed record IssueApiKeyRequest(string? Name, string[]? Scopes, DateTimeOffset? ExpiresAt) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Text("name", Name, ApiKeyLimits.Text).Required("scopes", Scopes);
        if (Scopes is null) return;
        if (Scopes.Length is 0 or > ApiKeyLimits.Scopes) checks.Fail("scopes", $"From 1 to {ApiKeyLimits.Scopes}.");
        else if (!Scopes.All(Grants.Scopes.Contains)) checks.Fail("scopes", $"Must be some of {string.Join(", ", Grants.Scopes)}.");
    }
}

/// <summary>A new API key, which is shown this once.</summary>
/// <param name="Key">For <c>Authorization: Bearer</c>.</param>
public sealed record NewApiKeyAnswer(Guid Id, string Name, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt, string Key)
{
    /// <summary>The answer to an issue.</summary>
    public static NewApiKeyAnswer Of(ApiKeyView key, string text) => new(key.Id, key.Name, key.Scopes, key.ExpiresAt, key.CreatedAt, text);
}
