using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace OrleansStore.Silo.Tokens;

/// <summary>What somebody without an account opens one thing with: the thing's id, protected, for as long as the thing is kept.</summary>
/// <param name="purpose">What kind of thing; a token of one kind opens nothing of another.</param>
public abstract class IdTokens(IDataProtectionProvider protection, string purpose)
{
    private readonly IDataProtector protector = protection.CreateProtector(purpose);

    /// <summary>Makes the token of a thing.</summary>
    public string Issue(Guid id) => WebEncoders.Base64UrlEncode(protector.Protect(id.ToByteArray()));

    /// <summary>Whether the token opens the thing.</summary>
    public bool Opens(string token, Guid id) => Open(token) == id;

    /// <summary>The thing that the token opens; null when it is not one of this store's.</summary>
    public Guid? Open(string token)
    {
        try
        {
            return new Guid(protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
        }
        catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
