using System.Collections.Immutable;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;

namespace OrleansStore.Api.Customers;

/// <summary>What can be done with accounts.</summary>
public sealed class CustomerHandlers(IGrainFactory grains, IClaimNames names, PasswordLane passwords, SessionControl sessions, AccountPolicy policy, TimeProvider time)
{
    /// <summary>
    /// Opens an account. When the address has one, the answer is the same, and the owner is told by e-mail; only where no
    /// e-mail can be sent at all the caller is.
    /// </summary>
    public async Task<Answer> Register(Call call, RegisterRequest input)
    {
        if (AccountPolicy.CheckPassword("password", input.Password!, input.Email!, input.Name) is { } weak) return weak;
        var hash = await passwords.HashAsync(input.Password!);
        var command = new RegisterCustomer(call.Context, input.Email!, input.Name!, hash, Verification: policy.OfNew);
        if (!policy.IsMailSent) return ToAnswer(await Customer(call.CommandId).Register(command), 201);
        return await policy.InEqualTimeAsync(async () =>
        {
            var result = await Customer(call.CommandId).Register(command);
            var answer = result.Error?.Code == CustomerErrors.EmailTaken().Code ? await TellOwnerAsync(call, command) : ToAnswer(result, 201);
            // Without a position: an address that is taken writes no new events, or others.
            return answer with { Position = 0 };
        });
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
        var set = await sessions.WithAllEndedAsync(id, () => grains.GetGrain<IStaffGrain>(IStaffGrain.Key).SetRole(new SetRole(call.Context, id, call.ExpectedVersion, role)));
        // The role is in the tokens of each session: it is taken up by logging in. The account ends them when it gets another
        // role; here also where it had that before: it may be set again because the sessions could not be ended then.
        if (set.Error is null) await sessions.RevokeAllAsync(call.Context, id, SessionEnding.RoleChanged);
        return ToAnswer(set.Error is not null || input.Group is null
            ? set
            : await Customer(id).SetGroup(new GroupCustomer(call.Context.Step(1), null, input.Group)));
    }

    private async Task<Answer> TellOwnerAsync(Call call, RegisterCustomer command)
    {
        var claim = await grains.GetGrain<IClaimGrain>(names.Email(command.Email)).Get();
        var owner = claim.Value?.Owner;
        if (owner is { } known) await Customer(known).RepeatRegistration(call.Context);
        var now = time.GetUtcNow();
        // As a new account would look after its two events; there is nothing of the owner's in it.
        return ToAnswer(
            Result.Ok(
                new CustomerView(
                    call.CommandId, command.Email.Trim(), command.Name.Trim(), null, CustomerRole.Customer, [], CustomerPreferences.None, now, now, Version: 2),
                position: 0),
            201) with
        { Subject = owner ?? call.CommandId };
    }

    private ICustomerGrain Customer(Guid id) => grains.GetGrain<ICustomerGrain>(id);

    private static Answer ToAnswer(Result<CustomerView> result, int status = 200) => result.Value is { } customer && result.Error is null
        ? Answer.Of(customer, status, result.Position, customer.Version) with { Location = status == 201 ? $"/api/v1/customers/{customer.Id}" : null, Subject = customer.Id }
        : Answer.Refuse(result);
}
