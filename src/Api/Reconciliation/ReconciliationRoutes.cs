using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Reconciliation;

namespace OrleansStore.Api.Reconciliation;

/// <summary>The addresses of reconciliation.</summary>
internal static class ReconciliationRoutes
{
    public static void MapReconciliation(this Routes routes, ReconciliationHandlers reconciliation)
    {
        var admin = routes.Tagged("Operations");
        admin.Post<NoInput>("/admin/reconciliation", reconciliation.Run).Answers<ReconciliationView>(200, 202).For(Policy.Needs(Permissions.Operations)).Says("Compare stocks and orders now (administrators)");
        admin.Get("/admin/reconciliation", reconciliation.Get).Answers<ReconciliationView>().For(Policy.Needs(Permissions.Operations)).Says("What the last comparison came to (administrators)");
    }
}
