using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <summary>What may be done with an account.</summary>
public static class CustomerDecisions
{
    /// <summary>Once an id.</summary>
    public static Decision<CustomerEvent> Register(CustomerState state, Guid id, RegisterCustomer command)
    {
        if (state.Exists || state.Erasure.AskedBy is not null) return CustomerErrors.Exists(id);
        var registered = new CustomerRegistered(
            command.Email.Trim(), command.Name.Trim(), command.PasswordHash, command.Role, command.Verification == Verification.Required ? true : null);
        return command.Verification == Verification.None ? registered : Decision<CustomerEvent>.All(registered, new CustomerVerificationAsked(1));
    }

    /// <summary>What must hold before the e-mail address is claimed.</summary>
    public static StoreError? Check(RegisterCustomer command)
    {
        if (!Texts.Fits(command.Email, CustomerLimits.Email)) return CustomerErrors.InvalidText("email", CustomerLimits.Email);
        if (!Texts.Fits(command.Name, CustomerLimits.Text)) return CustomerErrors.InvalidText("name", CustomerLimits.Text);
        return null;
    }

    /// <summary>What is named is changed; what is the same already is not.</summary>
    public static Decision<CustomerEvent> Change(CustomerState state, Guid id, int version, ChangeCustomer command)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.Name is not null && !Texts.Fits(command.Name, CustomerLimits.Text))
            return CustomerErrors.InvalidText("name", CustomerLimits.Text);
        if (command.Phone is not null && !Texts.Fits(command.Phone, CustomerLimits.Text))
            return CustomerErrors.InvalidText("phone", CustomerLimits.Text);
        if (command.Addresses is { Length: > CustomerLimits.Addresses })
            return CustomerErrors.TooMany("addresses", CustomerLimits.Addresses);
        if (command.Preferences is { Categories.Length: > CustomerLimits.Categories })
            return CustomerErrors.TooMany("categories", CustomerLimits.Categories);
        var nothing = command is { Name: null, Phone: null, Preferences: null, Addresses: null };
        return nothing
            ? Decision<CustomerEvent>.Nothing
            : new CustomerChanged(command.Name?.Trim(), command.Phone?.Trim(), command.Preferences, command.Addresses);
    }

    /// <summary>Into any group, or none.</summary>
    public static Decision<CustomerEvent> SetGroup(CustomerState state, Guid id, int version, GroupCustomer command)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        var group = string.IsNullOrWhiteSpace(command.Group) ? null : command.Group.Trim();
        if (group?.Length > CustomerLimits.Text) return CustomerErrors.InvalidText("group", CustomerLimits.Text);
        return group == state.Group ? Decision<CustomerEvent>.Nothing : new CustomerGrouped(group);
    }

    /// <summary>Any role.</summary>
    public static Decision<CustomerEvent> SetRole(CustomerState state, Guid id, int version, SetRole command)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        return command.Role == state.Role ? Decision<CustomerEvent>.Nothing : new CustomerRoleSet(command.Role);
    }

    /// <summary>Only the first one is written down, and none that was given up.</summary>
    public static Decision<CustomerEvent> RecordOrder(CustomerState state, Guid id, Guid orderId)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        return state.FirstOrderId is null && !state.ReleasedOrders.Contains(orderId)
            ? new CustomerFirstOrderRecorded(orderId)
            : Decision<CustomerEvent>.Nothing;
    }

    /// <summary>Also of one that is not the first: the word that it would be may still be on its way.</summary>
    public static Decision<CustomerEvent> ReleaseOrder(CustomerState state, Guid id, Guid orderId)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        return state.FirstOrderId == orderId || (state.FirstOrderId is null && !state.ReleasedOrders.Contains(orderId))
            ? new CustomerOrderReleased(orderId)
            : Decision<CustomerEvent>.Nothing;
    }

    /// <summary>Written down, and so told to the owner, now and then only.</summary>
    public static Decision<CustomerEvent> RepeatRegistration(CustomerState state, Guid id, DateTimeOffset now)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        return now - state.Security.RepeatedAt < CustomerLimits.BetweenRepeats ? Decision<CustomerEvent>.Nothing : new CustomerRegistrationRepeated();
    }

    /// <summary>Unless it is verified, or what was sent still stands.</summary>
    public static Decision<CustomerEvent> AskVerification(CustomerState state, Guid id, DateTimeOffset now)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        return state.Security.Verified || now - state.Security.VerificationAt < CustomerLimits.MailStands
            ? Decision<CustomerEvent>.Nothing
            : new CustomerVerificationAsked(state.Security.Verification + 1);
    }

    /// <summary>By what was sent last; again is the same.</summary>
    public static Decision<CustomerEvent> Verify(CustomerState state, int number)
    {
        if (!state.Exists || number != state.Security.Verification) return CustomerErrors.InvalidToken();
        return state.Security.Verified ? Decision<CustomerEvent>.Nothing : new CustomerVerified(number);
    }

    /// <summary>Unless what was sent still stands, or was just used.</summary>
    public static Decision<CustomerEvent> AskReset(CustomerState state, Guid id, DateTimeOffset now)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        var pause = state.Security.ResetOpen ? CustomerLimits.MailStands : CustomerLimits.BetweenMails;
        return now - state.Security.ResetAt < pause ? Decision<CustomerEvent>.Nothing : new CustomerResetAsked(state.Security.Reset + 1);
    }

    /// <summary>By the reset that was sent last, once; or on top of the password that was checked.</summary>
    public static Decision<CustomerEvent> SetPassword(CustomerState state, Guid id, SetPassword command)
    {
        if (command.Reset is { } reset && (!state.Exists || !state.Security.ResetOpen || reset != state.Security.Reset)) return CustomerErrors.InvalidToken();
        if (!state.Exists) return CustomerErrors.NotFound(id);
        if (command.Reset is null && command.PasswordNumber != state.Security.Password) return CustomerErrors.PasswordChanged();
        return new CustomerPasswordSet(command.PasswordHash, command.Reset, command.KeptSession);
    }

    /// <summary>Only of the password that was checked.</summary>
    public static Decision<CustomerEvent> Rehash(CustomerState state, Guid id, string was, string passwordHash)
    {
        if (!state.Exists) return CustomerErrors.NotFound(id);
        return state.PasswordHash == was && was != passwordHash ? new CustomerPasswordRehashed(passwordHash) : Decision<CustomerEvent>.Nothing;
    }

    /// <summary>Once; what was begun is not begun anew.</summary>
    public static Decision<CustomerEvent> Erase(CustomerState state, Guid id)
    {
        if (state.Erasure.AskedBy is not null) return Decision<CustomerEvent>.Nothing;
        return state.Exists ? new CustomerErasureAsked() : CustomerErrors.NotFound(id);
    }

    /// <summary>The keys are destroyed.</summary>
    public static Decision<CustomerEvent> RecordErased(CustomerState state, DateTimeOffset at) =>
        state.Erasure is { AskedBy: not null, At: null } ? new CustomerErased(at) : Decision<CustomerEvent>.Nothing;

    /// <summary>Its e-mail address became somebody else's before it was confirmed.</summary>
    public static Decision<CustomerEvent> Reject(CustomerState state, RegisterCustomer command) =>
        state.Exists && EmailAddress.Normalise(state.Email) == EmailAddress.Normalise(command.Email)
            ? new CustomerRejected()
            : Decision<CustomerEvent>.Nothing;
}
