using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.ApiKeys;

/// <summary>What may be done with API keys.</summary>
public static class ApiKeyDecisions
{
    /// <summary>While there is room; the same id again is a repeat.</summary>
    public static Decision<ApiKeyEvent> Issue(ApiKeysState state, DateTimeOffset now, IssueApiKey command)
    {
        if (state.Find(command.Id) is not null) return Decision<ApiKeyEvent>.Nothing;
        if (state.Keys.Length >= ApiKeyLimits.Keys) return ApiKeyErrors.TooMany();
        if (!Texts.Fits(command.Name, ApiKeyLimits.Text)) return ApiKeyErrors.Invalid($"'name' must have from 1 to {ApiKeyLimits.Text} characters.");
        if (command.Scopes.IsDefaultOrEmpty || command.Scopes.Length > ApiKeyLimits.Scopes || !command.Scopes.All(s => Texts.Fits(s, ApiKeyLimits.Text)))
            return ApiKeyErrors.Invalid("'scopes' must name at least one scope.");
        if (command.ExpiresAt <= now) return ApiKeyErrors.Invalid("'expiresAt' must be in the future.");
        return new ApiKeyIssued(command.Id, command.Name.Trim(), command.Scopes, command.Hash, command.ExpiresAt);
    }

    /// <summary>Once.</summary>
    public static Decision<ApiKeyEvent> Revoke(ApiKeysState state, Guid id) =>
        state.Find(id) is null ? ApiKeyErrors.NotFound(id) : new ApiKeyRevoked(id);

    /// <summary>Once in a while.</summary>
    public static Decision<ApiKeyEvent> NoteUse(ApiKeysState state, DateTimeOffset now, Guid id)
    {
        if (state.Find(id) is not { } key) return ApiKeyErrors.NotFound(id);
        return key.Key.LastUsedAt is { } last && now - last < ApiKeyLimits.UsedEvery ? Decision<ApiKeyEvent>.Nothing : new ApiKeyUsed(id);
    }
}
