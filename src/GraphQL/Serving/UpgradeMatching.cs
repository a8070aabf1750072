using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace OrleansStore.GraphQL.Serving;

/// <summary>Says that an endpoint is for requests that want a WebSocket, or for those that do not: they have one address.</summary>
internal sealed record ForUpgrade(bool Wanted);

/// <summary>Chooses between them.</summary>
internal sealed class UpgradeMatching : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(e => e.Metadata.GetMetadata<ForUpgrade>() is not null);

    /// <inheritdoc/>
    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var wants = httpContext.Request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint.Metadata.GetMetadata<ForUpgrade>() is { } upgrade && upgrade.Wanted != wants)
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
