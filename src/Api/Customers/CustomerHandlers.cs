using System.Collections.Immutable;
using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>What can be done with accounts.</summary>
public sealed class CustomerHandlers(IGrainFactory grains, PasswordLane passwords)
{
    /// <summary>Opens an account.</summary>
    public async Task<Answer> Register(Call call, RegisterRequest input)
    {
        var hash = await passwords.HashAsync(input.Password!);
        var result = await Customer(call.CommandId).Register(new RegisterCustomer(call.Context, input.Email!, input.Name!, hash));
        return ToAnswer(result, 201);
    }

    /// <summary>The caller's own account.</summary>
    public Task<Answer> GetMe(Call call) => call.Caller.Id is { } id ? Get(call, id) : Refused(Problems.Unauthenticated());

    /// <summary>Changes the caller's own account.</summary>
    public async Task<Answer> ChangeMe(Call call, ChangeCustomerRequest input)
    {
        if (call.Caller.Id is not { } id) return Problems.Unauthenticated();
        ImmutableArray<Address>? addresses = input.Addresses is { } some ? [.. some.Select(a => a.ToAddress())] : null;
        var change = new ChangeCustomer(
            call.Context, call.ExpectedVersion, input.Name, input.Phone, input.Preferences?.ToPreferences(), addresses);
        return ToAnswer(await Customer(id).Change(change));
    }

    /// <summary>An account; only its owner or an administrator may see it.</summary>
    public async Task<Answer> Get(Call call, Guid id) =>
        CheckOwner(call.Caller, id) is { } refusal ? refusal : ToAnswer(await Customer(id).Get());

    /// <summary>Puts a customer into a group; administrators do.</summary>
    public async Task<Answer> SetGroup(Call call, Guid id, GroupCustomerRequest input) => ProductHandlers.CheckAdmin(call.Caller) is { } refusal
        ? refusal
        : ToAnswer(await Customer(id).SetGroup(new GroupCustomer(call.Context, call.ExpectedVersion, input.Group)));

    /// <summary>The refusal of somebody who is neither the customer nor an administrator; tells nothing of who exists.</summary>
    public static Problem? CheckOwner(Caller caller, Guid customerId) =>
        caller.Id is null ? Problems.Unauthenticated()
        : caller.Id == customerId || caller.IsAdmin ? null
        : Problems.Forbidden();

    private ICustomerGrain Customer(Guid id) => grains.GetGrain<ICustomerGrain>(id);

    private static Task<Answer> Refused(Answer answer) => Task.FromResult(answer);

    private static Answer ToAnswer(Result<CustomerView> result, int status = 200) => result.Value is { } customer && result.Error is null
        ? Answer.Of(customer, status, result.Position, customer.Version) with { Location = status == 201 ? $"/api/v1/customers/{customer.Id}" : null }
        : Answer.Refuse(result);
}
