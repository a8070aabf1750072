namespace OrleansStore.Api.Customers;

/// <summary>What it costs to guess at accounts, in time.</summary>
public sealed record AccountCosts
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA512 a password: what OWASP advises (Password Storage Cheat Sheet).</summary>
    public int Iterations { get; init; } = 210_000;

    /// <summary>
    /// How long at least an answer takes that is the same whether an address has an account or not: longer than either way
    /// takes, so that the time does not tell.
    /// </summary>
    public TimeSpan Uniform { get; init; } = TimeSpan.FromMilliseconds(100);
}
