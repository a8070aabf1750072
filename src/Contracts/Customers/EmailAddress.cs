namespace OrleansStore.Contracts.Customers;

/// <summary>E-mail addresses as people type them.</summary>
public static class EmailAddress
{
    /// <summary>The form in which two spellings of one address are the same: without spaces around it and regardless of case.</summary>
    public static string Normalise(string address) => address.Trim().ToLowerInvariant();
}
