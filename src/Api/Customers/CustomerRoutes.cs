using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Customers;

/// <summary>The addresses of accounts.</summary>
internal static class CustomerRoutes
{
    public static void MapCustomers(this Routes routes, CustomerHandlers customers, LoginHandlers logins, AccountHandlers accounts, SessionHandlers sessions, OrderHandlers orders, CustomerList list)
    {
        var account = routes.Tagged("Accounts");
        account.Post<RegisterRequest>("/customers", customers.Register).Answers<CustomerView>(201).For(Policy.Anyone).Says("Open an account");
        account.PostAlways<LoginRequest>("/auth/login", logins.Login).Answers<TokenAnswer>().For(Policy.Anyone).Says("Log in");
        account.PostAlways<RefreshRequest>("/auth/refresh", logins.Refresh).Answers<TokenAnswer>().For(Policy.Anyone).Says("Get new tokens");
        account.PostAlways<NoInput>("/auth/logout", logins.Logout).AnswersNothing().For(Policy.Account).Says("Log out: this session ends");
        account.PostAlways<VerifyRequest>("/auth/verify", accounts.Verify).AnswersNothing().For(Policy.Anyone).Says("Verify an e-mail address by the token that was sent to it");
        account.PostAlways<ResetRequest>("/auth/password-reset", accounts.AskReset).AnswersAccepted().For(Policy.Anyone).Says("Have a token sent that sets a new password");
        account.PostAlways<ConfirmResetRequest>("/auth/password-reset/confirm", accounts.Reset).AnswersNothing().For(Policy.Anyone).Says("Set a new password by the token that was sent; all sessions end");
        account.PostAlways<NoInput>("/customers/me/verification", accounts.SendVerification).AnswersAccepted().For(Policy.Account).Says("Have the token sent again that verifies your e-mail address");
        account.PostAlways<ChangePasswordRequest>("/customers/me/password", accounts.ChangePassword).AnswersNothing().For(Policy.Account.Noted()).Says("Change your password; your other sessions end");
        account.Get("/customers/me/sessions", sessions.List).Answers<SessionPage>().For(Policy.Account).Says("Where you are logged in");
        account.Delete("/customers/me/sessions/{id}", sessions.End).AnswersNothing().For(Policy.Account).Says("End a session");
        account.Get("/customers/me", customers.GetMe).Answers<CustomerView>().For(Policy.Account).Says("Your account");
        account.Patch<ChangeCustomerRequest>("/customers/me", customers.ChangeMe).Answers<CustomerView>().For(Policy.Account).Says("Change your account");
        account.Get("/customers", CustomerList.Parameters, list.List).Answers<CustomerPage>().For(Policy.Needs(Permissions.CustomersRead)).Says("All accounts, newest first (administrators)");
        account.Get("/customers/{id}", customers.Get).Answers<CustomerView>().For(Policy.OwnerOf(Thing.Customer, Permissions.CustomersRead)).Says("An account (its owner or an administrator)");
        account.Patch<AdministerCustomerRequest>("/customers/{id}", customers.Administer).Answers<CustomerView>().For(Policy.Needs(Permissions.Customers)).Says("Say what a customer may do (role) and which group it is in (administrators)");
        account.Get("/customers/{id}/orders", OrderListQuery.OfCustomerParameters, async (call, id, query) => OrderListQuery.Read(query, out var wanted) ?? await orders.ListOf(call, id, wanted)).Answers<OrderPage>().Reads(ReadModelNames.Orders).For(Policy.OwnerOf(Thing.Customer, Permissions.OrdersRead)).Says("A customer's orders, newest first, with filters");
    }
}
