using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace OrleansStore.Api.Orders;

/// <summary>What a guest opens one order with: the order's id, protected, for as long as the order is kept.</summary>
public sealed class OrderTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("store.orderToken.v1");

    /// <summary>Makes the token of an order.</summary>
    public string Issue(Guid orderId) => WebEncoders.Base64UrlEncode(protector.Protect(orderId.ToByteArray()));

    /// <summary>Whether the token opens the order.</summary>
    public bool Opens(string token, Guid orderId) => Open(token) == orderId;

    /// <summary>The order that the token opens; null when it is not one of this store's.</summary>
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
