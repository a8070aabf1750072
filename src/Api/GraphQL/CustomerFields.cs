using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Privacy;
using OrleansStore.GraphQL.Execution;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of accounts.</summary>
internal sealed class CustomerFields(
    CustomerHandlers customers, LoginHandlers logins, AccountHandlers accounts, SessionHandlers sessions, OrderHandlers orders, ErasureHandlers erasures,
    CustomerList list) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("me", "GET /customers/me", Policy.Account, (_, call) => customers.GetMe(call));
        fields.ReadOne("customer", "GET /customers/{id}", Policy.OwnerOf(Thing.Customer, Permissions.CustomersRead), customers.Get);
        fields.Page("customers", "GET /customers", Policy.Needs(Permissions.CustomersRead), (context, call, limit, cursor) =>
            list.List(call, FieldInputs.Query(context, "where", ("limit", limit), ("cursor", cursor))));
        fields.Read("Customer", "orders", "GET /customers/{id}/orders", Policy.OwnerOf(Thing.Customer, Permissions.OrdersRead), LoadOrdersAsync);
        fields.Read("Customer", "sessions", "GET /customers/me/sessions", Policy.Account, (context, call) =>
            IdOf(context) == call.Caller.Id ? sessions.List(call) : Task.FromResult<Answer>(Problems.Forbidden()), ProductFields.ItemsOf);
        fields.Read(
            "Order", "customer", "GET /customers/{id}", Policy.OwnerOf(Thing.Customer, Permissions.CustomersRead), LoadCustomerAsync,
            answer => answer.Body.IsEmpty ? null : ShopJson.Parse(answer.Body), isNobodys: IsGuests);
        ConnectCommands(fields);
        ConnectLogins(fields);
    }

    private void ConnectCommands(ShopFields fields)
    {
        fields.Write<RegisterRequest>("createCustomer", "POST /customers", Policy.Anyone, customers.Register, limit: LimitClass.Login);
        fields.Write<ChangeCustomerRequest>("updateCustomer", "PATCH /customers/me", Policy.Account, (context, call, input) =>
            context.Argument<string>("id") is not null && FieldInputs.Id(context, "id") != call.Caller.Account ? Task.FromResult<Answer>(Problems.Forbidden()) : customers.ChangeMe(call, input));
        fields.Write<AdministerCustomerRequest>("administerCustomer", "PATCH /customers/{id}", Policy.Needs(Permissions.Customers), customers.Administer);
        fields.Write<NoInput>("eraseAccount", "DELETE /customers/me", Policy.Account.Noted(), (call, _) => erasures.EraseMe(call));
        fields.Write<NoInput>("endSession", "DELETE /customers/me/sessions/{id}", Policy.Account, (call, id, _) => sessions.End(call, id));
    }

    private void ConnectLogins(ShopFields fields)
    {
        fields.Write<LoginRequest>(
            "login", "POST /auth/login", Policy.Anyone, (context, call, input) => logins.Login(context.Context<ShopRequest>().Http, call, input), limit: LimitClass.Login);
        fields.Write<RefreshRequest>("refresh", "POST /auth/refresh", Policy.Anyone, logins.Refresh, limit: LimitClass.Login);
        fields.Write<NoInput>("logout", "POST /auth/logout", Policy.Account, logins.Logout, limit: LimitClass.Login);
        fields.Write<VerifyRequest>("verifyEmail", "POST /auth/verify", Policy.Anyone, accounts.Verify, limit: LimitClass.Login);
        fields.Write<NoInput>("sendVerification", "POST /customers/me/verification", Policy.Account, accounts.SendVerification, limit: LimitClass.Login);
        fields.Write<ResetRequest>("requestPasswordReset", "POST /auth/password-reset", Policy.Anyone, accounts.AskReset, limit: LimitClass.Login);
        fields.Write<ConfirmResetRequest>("resetPassword", "POST /auth/password-reset/confirm", Policy.Anyone, accounts.Reset, limit: LimitClass.Login);
        fields.Write<ChangePasswordRequest>(
            "changePassword", "POST /customers/me/password", Policy.Account.Noted(), (context, call, input) => accounts.ChangePassword(context.Context<ShopRequest>().Http, call, input),
            limit: LimitClass.Login);
    }

    private static Guid IdOf(FieldContext context) => context.SourceAs<JsonElement>().GetProperty("id"u8).GetGuid();

    /// <summary>Pages of several customers' orders are read together.</summary>
    private Task<Answer> LoadOrdersAsync(FieldContext context, Call call) => FieldPages.ReadAsync(context, async (limit, cursor) =>
    {
        if (OrderFields.Read(context, limit, cursor, out var query) is { } problem) return problem;
        return (await context.Loader<OrderQuery, Answer>("customerOrders", async (keys, _) =>
        {
            var answers = await Task.WhenAll(keys.Select(k => orders.ListOf(call, k.CustomerId!.Value, k)));
            return keys.Zip(answers).ToDictionary(a => a.First, a => a.Second);
        }).LoadAsync(query with { CustomerId = IdOf(context) }))!;
    });

    // The order of a guest has no account that could be kept from anybody.
    private static bool IsGuests(FieldContext context) => context.SourceAs<OrderSource>() is var order && order.Holds("customerId") && ShopJson.Id(order.Json, "customerId") is null;

    /// <summary>The account of an order; none of a guest's.</summary>
    private async Task<Answer> LoadCustomerAsync(FieldContext context, Call call)
    {
        var order = context.SourceAs<OrderSource>();
        var json = order.Holds("customerId") ? order.Json : await order.WholeAsync(context);
        if (ShopJson.Id(json, "customerId") is not { } id) return new Answer(200, default);
        return (await context.Loader<Guid, Answer>("customers", async (ids, _) =>
        {
            var answers = await Task.WhenAll(ids.Select(i => customers.Get(call, i)));
            return ids.Zip(answers).ToDictionary(a => a.First, a => a.Second);
        }).LoadAsync(id))!;
    }
}
