using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Staff;

/// <inheritdoc cref="IStaffGrain"/>
public sealed class StaffGrain(JournalServices services)
    : AggregateGrain<StaffState, StaffEvent>(services), IStaffGrain
{
    /// <inheritdoc/>
    protected override string Category => "staff";

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> SetRole(SetRole command)
    {
        var customer = Customer(command.CustomerId);
        var found = await customer.Get();
        if (found.Value is not { } account || found.Error is not null) return found;
        if (Versions.Check(command.ExpectedVersion, account.Version) is { } stale) return Result.Refuse<CustomerView>(stale, found.Position);

        // Whoever counts here must be one: entered after it was made one, and left before it is none.
        if (command.Role != CustomerRole.Admin) return await Dismiss(command, customer, account);
        if (StaffDecisions.Enter(Confirmed, account.Id).Error is { } full) return Result.Refuse<CustomerView>(full, Position);
        var made = await customer.SetRole(command);
        if (made.Error is not null) return made;
        var entered = await Enter(command.Context, account.Id);
        return entered.Error is null ? made with { Position = Math.Max(made.Position, entered.Position) } : entered.Refused<CustomerView>();
    }

    /// <inheritdoc/>
    public Task<Result<StaffView>> Enter(CommandContext context, Guid customerId) =>
        Execute(context, (state, _) => StaffDecisions.Enter(state, customerId), Show);

    /// <inheritdoc/>
    public async Task<Result<StaffView>> Leave(CommandContext context, Guid customerId)
    {
        var account = (await Customer(customerId).Get()).Value;
        return await Leave(context, customerId, account?.Role == CustomerRole.Admin);
    }

    private async Task<Result<CustomerView>> Dismiss(SetRole command, ICustomerGrain customer, CustomerView account)
    {
        var isAdmin = account.Role == CustomerRole.Admin;
        var left = await Leave(command.Context, account.Id, isAdmin);
        if (left.Error is not null) return left.Refused<CustomerView>();
        var dismissed = await customer.SetRole(command);
        // The account changed in between and still is one: uncounted, the others could dismiss the last one who counts.
        if (dismissed.Error is not null && isAdmin) await Enter(command.Context.Step(1), account.Id);
        return dismissed;
    }

    private Task<Result<StaffView>> Leave(CommandContext context, Guid id, bool isAdmin) =>
        Execute(context, (state, _) => StaffDecisions.Leave(state, id, isAdmin), Show);

    private ICustomerGrain Customer(Guid id) => GrainFactory.GetGrain<ICustomerGrain>(id);

    private static StaffView Show(StaffState state) => new(state.Administrators);
}
