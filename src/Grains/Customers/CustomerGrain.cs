using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <inheritdoc cref="ICustomerGrain"/>
public sealed class CustomerGrain(JournalServices services)
    : AggregateGrain<CustomerState, CustomerEvent>(services), ICustomerGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "customer";

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> Register(RegisterCustomer command)
    {
        if (CustomerDecisions.Check(command) is { } error) return Result.Refuse<CustomerView>(error, Position);

        var claim = GrainFactory.GetGrain<IClaimGrain>(ClaimKeys.Email(command.Email));
        var claimed = await claim.Claim(command.Context, Id);
        if (claimed.Error is not null) return Result.Refuse<CustomerView>(CustomerErrors.EmailTaken(), claimed.Position);

        var registered = await Execute(command.Context, (state, _) => CustomerDecisions.Register(state, Id, command), Show);
        if (registered.Error is not null) return registered;

        var confirmed = await claim.Confirm(command.Context, Id);
        if (confirmed.Error is null) return registered with { Position = Math.Max(registered.Position, confirmed.Position) };

        await StoreAsync(command.Context, CustomerDecisions.Reject(Confirmed).Events);
        return Result.Refuse<CustomerView>(CustomerErrors.EmailTaken(), Position);
    }

    /// <inheritdoc/>
    public Task<Result<CustomerView>> Change(ChangeCustomer command) =>
        Execute(command.Context, (state, _) => CustomerDecisions.Change(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> Get() => Task.FromResult(Confirmed.Exists
        ? Result.Ok(Show(Confirmed), Position)
        : Result.Refuse<CustomerView>(CustomerErrors.NotFound(Id)));

    /// <inheritdoc/>
    public Task<Result<CustomerCredentials>> GetCredentials() => Task.FromResult(Confirmed.Exists
        ? Result.Ok(new CustomerCredentials(Id, Confirmed.Name, Confirmed.Role, Confirmed.PasswordHash), Position)
        : Result.Refuse<CustomerCredentials>(CustomerErrors.NotFound(Id)));

    private CustomerView Show(CustomerState s) => new(
        Id, s.Email, s.Name, s.Phone, s.Role, s.Addresses, s.Preferences, s.CreatedAt, s.UpdatedAt, Version);
}
