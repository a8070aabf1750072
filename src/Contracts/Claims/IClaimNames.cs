namespace OrleansStore.Contracts.Claims;

/// <summary>Names of claims that must not tell what they are about: a stream's name is stored in clear, and for ever.</summary>
public interface IClaimNames
{
    /// <summary>The key of an e-mail address, regardless of case: a keyed hash, so that who has the database cannot try addresses.</summary>
    string Email(string address);
}
