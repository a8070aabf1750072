using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Grains.Customers;

/// <inheritdoc cref="ICustomerGrain"/>
public sealed class CustomerGrain(JournalServices services, SubjectKeys keys)
    : AggregateGrain<CustomerState, CustomerEvent>(services), ICustomerGrain
{
    /// <summary>The address was given to another while this account was still to be opened.</summary>
    private bool _nameless;

    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "customer";

    /// <inheritdoc/>
    protected override Guid? SubjectOf(CustomerState state, CustomerEvent? @event) => Id;

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> Register(RegisterCustomer command)
    {
        if (CustomerDecisions.Check(command) is { } error) return Result.Refuse<CustomerView>(error, Position);

        _nameless = false;
        var claim = GrainFactory.GetGrain<IClaimGrain>(Services.Names.Email(command.Email));
        var claimed = await claim.Claim(command.Context, Id);
        if (claimed.Error is not null) return await RejectAsync(command, claimed.Position);

        var registered = await Execute(
            command.Context, (state, _) => _nameless ? CustomerErrors.EmailTaken() : CustomerDecisions.Register(state, Id, command), Show);
        if (registered.Error is not null) return registered;

        var confirmed = await claim.Confirm(command.Context, Id);
        return confirmed.Error is null
            ? registered with { Position = Math.Max(registered.Position, confirmed.Position) }
            : await RejectAsync(command, confirmed.Position);
    }

    /// <inheritdoc/>
    public Task<Result<CustomerView>> Change(ChangeCustomer command) =>
        Execute(command.Context, (state, _) => CustomerDecisions.Change(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> SetGroup(GroupCustomer command) =>
        Execute(command.Context, (state, _) => CustomerDecisions.SetGroup(state, Id, Version, command), Show);

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> SetRole(SetRole command)
    {
        var changes = IsRepeat(command.Context.CommandId);
        var set = await Execute(
            command.Context,
            (state, _) =>
            {
                var decision = CustomerDecisions.SetRole(state, Id, Version, command);
                changes = decision.Events.Count > 0;
                return decision;
            },
            Show);
        return changes ? await EndSessionsAsync(command.Context, set, SessionEnding.RoleChanged, except: null) : set;
    }

    /// <inheritdoc/>
    public Task<Result<CustomerView>> RecordOrder(CommandContext context, Guid orderId) =>
        Execute(context, (state, _) => CustomerDecisions.RecordOrder(state, Id, orderId), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> ReleaseOrder(CommandContext context, Guid orderId) =>
        Execute(context, (state, _) => CustomerDecisions.ReleaseOrder(state, Id, orderId), Show);

    /// <inheritdoc/>
    public async Task<Result<ErasureReceipt>> Erase(CommandContext context)
    {
        var asked = await Execute(context, (state, _) => CustomerDecisions.Erase(state, Id), state => state);
        if (asked.Error is not null) return asked.Refused<ErasureReceipt>();
        if (Confirmed.Erasure.At is null)
        {
            // All of it may be repeated. The address goes first: it is not known any more once the keys are gone.
            if (Confirmed.Email != PersonalData.Erased)
                await GrainFactory.GetGrain<IClaimGrain>(Services.Names.Email(Confirmed.Email)).Release(context.Step(1), Id);
            await GrainFactory.GetGrain<ISessionsGrain>(Id).RevokeAll(context.Step(2), SessionEnding.Erased, except: null);
            var at = await DestroyKeysAsync();
            asked = await Execute(context.Step(3), (state, _) => CustomerDecisions.RecordErased(state, at), state => state);
        }

        return Result.Ok(new ErasureReceipt(Confirmed.Erasure.AskedBy!.Value, Id, Confirmed.Erasure.At!.Value), asked.Position);
    }

    /// <inheritdoc/>
    public async Task<bool> HasName(string key)
    {
        await CatchUpAsync();
        var has = Confirmed.Exists && Services.Names.Email(Confirmed.Email) == key;
        _nameless |= !has;
        return has;
    }

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> Get()
    {
        if (!Confirmed.Exists) await CatchUpAsync();
        return Confirmed.Exists ? Result.Ok(Show(Confirmed), Position)
            : Result.Refuse<CustomerView>(Confirmed.Erasure.AskedBy is null ? CustomerErrors.NotFound(Id) : CustomerErrors.Erased(Id));
    }

    /// <inheritdoc/>
    public Task<Result<CustomerView>> RepeatRegistration(CommandContext context) =>
        Execute(context, (state, now) => CustomerDecisions.RepeatRegistration(state, Id, now), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> AskVerification(CommandContext context) =>
        Execute(context, (state, now) => CustomerDecisions.AskVerification(state, Id, now), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> Verify(CommandContext context, int number) =>
        Execute(context, (state, _) => CustomerDecisions.Verify(state, number), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerView>> AskReset(CommandContext context) =>
        Execute(context, (state, now) => CustomerDecisions.AskReset(state, Id, now), Show);

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> SetPassword(SetPassword command)
    {
        var set = await Execute(command.Context, (state, _) => CustomerDecisions.SetPassword(state, Id, command), Show);
        return await EndSessionsAsync(command.Context, set, SessionEnding.PasswordSet, command.KeptSession);
    }

    /// <inheritdoc/>
    public Task<Result<CustomerView>> Rehash(CommandContext context, string was, string passwordHash) =>
        Execute(context, (state, _) => CustomerDecisions.Rehash(state, Id, was, passwordHash), Show);

    /// <inheritdoc/>
    public async Task<Result<CustomerCredentials>> GetCredentials()
    {
        await CatchUpAsync();
        var (state, security) = (Confirmed, Confirmed.Security);
        if (!state.Exists) return Result.Refuse<CustomerCredentials>(CustomerErrors.NotFound(Id));
        return Result.Ok(
            new CustomerCredentials(
                Id, state.Email, state.Name, state.Role, state.PasswordHash, security.Verified || !security.MustVerify, security.Verified,
                security.Password, security.SessionsFrom, security.KeptSession, security.ResetOpen ? security.Reset : null),
            Position);
    }

    /// <summary>The address is another's: the account that was opened with it, now or by an attempt that died, is closed.</summary>
    private async Task<Result<CustomerView>> RejectAsync(RegisterCustomer command, long position)
    {
        var rejected = await Execute(command.Context.Step(1), (state, _) => CustomerDecisions.Reject(state, command), Show);
        return Result.Refuse<CustomerView>(CustomerErrors.EmailTaken(), Math.Max(rejected.Position, position));
    }

    /// <summary>Here and not by who sent the command: that one may die in between, and a repeat comes here again.</summary>
    private async Task<Result<CustomerView>> EndSessionsAsync(CommandContext context, Result<CustomerView> done, SessionEnding ending, Guid? except)
    {
        if (done.Error is not null) return done;
        var ended = await GrainFactory.GetGrain<ISessionsGrain>(Id).RevokeAll(context.Step(1), ending, except);
        return ended.Error is null ? done with { Position = Math.Max(done.Position, ended.Position) } : ended.Refused<CustomerView>();
    }

    private async Task<DateTimeOffset> DestroyKeysAsync()
    {
        try
        {
            return await keys.DestroyAsync(Id);
        }
        catch (JournalUnavailableException e)
        {
            throw StorageFailure.Of(e);
        }
    }

    private CustomerView Show(CustomerState s) => new(
        Id, s.Email, s.Name, s.Phone, s.Role, s.Addresses, s.Preferences, s.CreatedAt, s.UpdatedAt, Version, s.Group, s.FirstOrderId, s.Security.Verified);
}
