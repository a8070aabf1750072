using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.ApiKeys;

/// <inheritdoc cref="IApiKeysGrain"/>
public sealed class ApiKeysGrain(JournalServices services)
    : AggregateGrain<ApiKeysState, ApiKeyEvent>(services), IApiKeysGrain
{
    /// <inheritdoc/>
    protected override string Category => "apiKeys";

    /// <inheritdoc/>
    public async Task<Result<ApiKeyView>> Issue(IssueApiKey command)
    {
        var issued = await Execute(command.Context, (state, now) => ApiKeyDecisions.Issue(state, now, command), state => state);
        return issued.Error is not null ? issued.Refused<ApiKeyView>()
            : issued.Value!.Find(command.Id) is { } key ? Result.Ok(key.Key, issued.Position)
            // A repeat, and it was revoked since.
            : Result.Refuse<ApiKeyView>(ApiKeyErrors.NotFound(command.Id), issued.Position);
    }

    /// <inheritdoc/>
    public Task<Result<ApiKeyList>> Revoke(RevokeApiKey command) =>
        Execute(command.Context, (state, _) => ApiKeyDecisions.Revoke(state, command.Id), Show);

    /// <inheritdoc/>
    public Task<Result<ApiKeyList>> NoteUse(NoteApiKeyUse command) =>
        Execute(command.Context, (state, now) => ApiKeyDecisions.NoteUse(state, now, command.Id), Show);

    /// <inheritdoc/>
    public async Task<Result<ApiKeyList>> List()
    {
        await CatchUpAsync();
        return Result.Ok(Show(Confirmed), Position);
    }

    /// <inheritdoc/>
    public async Task<Result<ApiKeyRing>> GetRing()
    {
        await CatchUpAsync();
        return Result.Ok(new ApiKeyRing(Confirmed.Keys), Position);
    }

    private static ApiKeyList Show(ApiKeysState state) => new([.. state.Keys.Select(k => k.Key)]);
}
