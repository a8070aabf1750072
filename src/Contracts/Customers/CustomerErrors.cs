namespace OrleansStore.Contracts.Customers;

/// <summary>What can be wrong with a command to a customer.</summary>
public static class CustomerErrors
{
    /// <summary>There is no such account.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "customerNotFound", $"There is no customer {id}.");

    /// <summary>The code of <see cref="Erased"/>.</summary>
    public const string ErasedCode = "customerErased";

    /// <summary>There is no such account any more.</summary>
    public static StoreError Erased(Guid id) => new(ErrorKind.NotFound, ErasedCode, $"Customer {id} was erased.");

    /// <summary>Another account has the e-mail address.</summary>
    public static StoreError EmailTaken() => new(ErrorKind.Conflict, "emailTaken", "Another account has this e-mail address.");

    /// <summary>The account is open already.</summary>
    public static StoreError Exists(Guid id) => new(ErrorKind.Conflict, "customerExists", $"Customer {id} exists already.");

    /// <summary>What was sent was used, has expired, or was followed by another.</summary>
    public static StoreError InvalidToken() =>
        new(ErrorKind.Invalid, "invalidToken", "The link is not valid any more: it was used, has expired, or a later one was sent. Ask for another.");

    /// <summary>The password was changed meanwhile.</summary>
    public static StoreError PasswordChanged() => new(ErrorKind.Conflict, "passwordChanged", "The password was changed meanwhile; log in again.");

    /// <summary>A text is missing or too long.</summary>
    public static StoreError InvalidText(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidText", $"'{field}' must have from 1 to {limit} characters.");

    /// <summary>Too many addresses or preferred categories.</summary>
    public static StoreError TooMany(string field, int limit) =>
        new(ErrorKind.Invalid, "tooMany", $"At most {limit} {field} are kept.");
}

/// <summary>Limits of an account, each with its reason.</summary>
public static class CustomerLimits
{
    /// <summary>Characters of an e-mail address (RFC 5321); it is part of a stream's name.</summary>
    public const int Email = 254;

    /// <summary>Characters of a name, a phone number or a line of an address.</summary>
    public const int Text = 200;

    /// <summary>Addresses an account keeps.</summary>
    public const int Addresses = 20;

    /// <summary>Orders given up unpaid that an account remembers, so that a late word of one does not make it the first.</summary>
    public const int ReleasedOrders = 32;

    /// <summary>Between two e-mails to an owner when the first is used up: who asks again and again fills no mailbox.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long what was sent stands before another can be asked for, which ends it: e-mail is there by then, and who asks
    /// in a stranger's name again and again does not keep the owner from using it.
    /// </summary>
    public static readonly TimeSpan MailStands = TimeSpan.FromMinutes(15);

    /// <summary>Between two e-mails about attempts to register an address again; nobody waits for those.</summary>
    public static readonly TimeSpan BetweenRepeats = TimeSpan.FromHours(1);

    /// <summary>How long a verification that was sent is good for; people read their mail at week-ends.</summary>
    public static readonly TimeSpan VerificationLifetime = TimeSpan.FromDays(3);

    /// <summary>How long a reset that was sent is good for; who asked for it waits for it.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    /// <summary>Preferred categories an account keeps.</summary>
    public const int Categories = 50;
}
