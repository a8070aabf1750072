using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Privacy;

/// <summary>What people can do with what is stored of them.</summary>
internal static class PersonalDataRoutes
{
    public static void MapPersonalData(this Routes routes, ErasureHandlers erasures, PersonalExport export)
    {
        var data = routes.Tagged("Personal data");
        data.Delete("/customers/me", erasures.EraseMe).Answers<ErasureReceipt>().For(Policy.Account.Noted()).Says("Erase your account and what is stored of you; there is no way back");
        data.Delete("/customers/{id}", erasures.Erase).Answers<ErasureReceipt>().For(Policy.OwnerOf(Thing.Customer, Permissions.Customers)).Says("Erase a customer (its owner or an administrator)");
        data.Delete("/orders/{id}/personal-data", erasures.EraseGuest).Answers<ErasureReceipt>().For(Policy.OwnerOf(Thing.Order, Permissions.Customers)).Says("Erase what a guest's order tells of the guest");
        data.Raw("/customers/me/export", export.WriteAsync).For(Policy.Account).Says("All that is stored of you, as JSON");
    }
}
