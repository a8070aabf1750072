using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Customers;

/// <summary>The addresses of accounts.</summary>
internal static class CustomerRoutes
{
    public static void MapCustomers(this Routes routes, CustomerHandlers customers, LoginHandlers logins, OrderHandlers orders)
    {
        var account = routes.Tagged("Accounts");
        account.Post<RegisterRequest>("/customers", customers.Register).Answers<CustomerView>(201).For(Policy.Anyone).Says("Open an account");
        account.PostAlways<LoginRequest>("/auth/login", logins.Login).Answers<TokenAnswer>().For(Policy.Anyone).Says("Log in");
        account.PostAlways<RefreshRequest>("/auth/refresh", logins.Refresh).Answers<TokenAnswer>().For(Policy.Anyone).Says("Get new tokens");
        account.Get("/customers/me", customers.GetMe).Answers<CustomerView>().For(Policy.Account).Says("Your account");
        account.Patch<ChangeCustomerRequest>("/customers/me", customers.ChangeMe).Answers<CustomerView>().For(Policy.Account).Says("Change your account");
        account.Get("/customers/{id}", customers.Get).Answers<CustomerView>().For(Policy.OwnerOf(Thing.Customer, Permissions.CustomersRead)).Says("An account (its owner or an administrator)");
        account.Patch<AdministerCustomerRequest>("/customers/{id}", customers.Administer).Answers<CustomerView>().For(Policy.Needs(Permissions.Customers)).Says("Say what a customer may do (role) and which group it is in (administrators)");
        account.List("/customers/{id}/orders", orders.ListOf).Answers<OrderPage>().For(Policy.OwnerOf(Thing.Customer, Permissions.OrdersRead)).Says("A customer's orders, newest first");
    }
}
