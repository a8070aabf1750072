using System.Collections.Immutable;

namespace OrleansStore.Silo.Configuration;

/// <summary>The first administrator; opened at the start when nobody has the e-mail address.</summary>
public sealed record AdminOptions
{
    /// <summary>The e-mail address to log in with.</summary>
    public string Email { get; init; } = "admin@store.local";

    /// <summary>The password; when null one is generated and printed once.</summary>
    public string? Password { get; init; }

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Email = ").Append(Email);
        return true;
    }
}

/// <summary>How accounts are opened.</summary>
public sealed record AccountOptions
{
    /// <summary>Whether e-mail addresses must be verified; null: where there is a mail server.</summary>
    public EmailVerification? Verification { get; init; }
}

/// <summary>Whether e-mail addresses must be verified.</summary>
public enum EmailVerification
{
    /// <summary>Nobody logs in before.</summary>
    Required,

    /// <summary>Owners are asked to, where e-mail is sent, and may do without.</summary>
    Optional,
}

/// <summary>How what is stored of people is kept.</summary>
public sealed record PersonalDataOptions
{
    /// <summary>Locks the keys of people away; null: the store makes one for itself.</summary>
    public ImmutableArray<byte>? MasterKey { get; init; }

    /// <summary>Unlock what was or will be locked with them, while the master key is changed.</summary>
    public ImmutableArray<ImmutableArray<byte>> OtherMasterKeys { get; init; } = [];

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("MasterKey = ").Append(MasterKey is not null);
        return true;
    }
}
