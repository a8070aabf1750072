using OrleansStore.Api.Http;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Audit;

namespace OrleansStore.Api.Access;

/// <summary>The addresses of API keys and of the audit trail.</summary>
internal static class AccessRoutes
{
    public static void MapAccess(this Routes routes, ApiKeyHandlers keys, AuditHandlers audit)
    {
        var admin = routes.Tagged("Access");
        // Its answer is a secret; a repeat is another key.
        admin.PostAlways<IssueApiKeyRequest>("/admin/api-keys", keys.Issue).Answers<NewApiKeyAnswer>(201)
            .For(Policy.Needs(Permissions.ApiKeys)).Says("Issue an API key (administrators); it is shown once");
        admin.Get("/admin/api-keys", keys.List).Answers<ApiKeyList>().For(Policy.Needs(Permissions.ApiKeys)).Says("All API keys (administrators)");
        admin.Delete("/admin/api-keys/{id}", keys.Revoke).AnswersNothing().For(Policy.Needs(Permissions.ApiKeys)).Says("End an API key (administrators)");
        admin.Get("/admin/audit", AuditHandlers.Parameters, audit.List).Answers<AuditPage>().Reads(ReadModelNames.Audit)
            .For(Policy.Needs(Permissions.Audit)).Says("Who did what, and who was kept from it: newest first, or oldest first after a position (administrators)");
    }
}
