using System.Collections.Immutable;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Staff;

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
    public Task<Answer> GetMe(Call call) => Get(call, call.Caller.Account);

    /// <summary>Changes the caller's own account.</summary>
    public async Task<Answer> ChangeMe(Call call, ChangeCustomerRequest input)
    {
        ImmutableArray<Address>? addresses = input.Addresses is { } some ? [.. some.Select(a => a.ToAddress())] : null;
        var change = new ChangeCustomer(
            call.Context, call.ExpectedVersion, input.Name, input.Phone, input.Preferences?.ToPreferences(), addresses);
        return ToAnswer(await Customer(call.Caller.Account).Change(change));
    }

    /// <summary>An account; only its owner and who has the permission may see it.</summary>
    public async Task<Answer> Get(Call call, Guid id) =>
        ObjectAccess.CheckCustomer(call, id) is { } refusal ? refusal : ToAnswer(await Customer(id).Get());

    /// <summary>Says what a customer may do and which group it is in.</summary>
    public async Task<Answer> Administer(Call call, Guid id, AdministerCustomerRequest input)
    {
        if (input.Role is not { } role) return ToAnswer(await Customer(id).SetGroup(new GroupCustomer(call.Context, call.ExpectedVersion, input.Group)));
        var set = await grains.GetGrain<IStaffGrain>(IStaffGrain.Key).SetRole(new SetRole(call.Context, id, call.ExpectedVersion, role));
        return ToAnswer(set.Error is not null || input.Group is null
            ? set
            : await Customer(id).SetGroup(new GroupCustomer(call.Context.Step(1), null, input.Group)));
    }

    private ICustomerGrain Customer(Guid id) => grains.GetGrain<ICustomerGrain>(id);

    private static Answer ToAnswer(Result<CustomerView> result, int status = 200) => result.Value is { } customer && result.Error is null
        ? Answer.Of(customer, status, result.Position, customer.Version) with { Location = status == 201 ? $"/api/v1/customers/{customer.Id}" : null }
        : Answer.Refuse(result);
}
