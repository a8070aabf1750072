using Microsoft.AspNetCore.DataProtection;

namespace OrleansStore.Silo.Tokens;

/// <summary>What a guest opens one order with.</summary>
public sealed class OrderTokens(IDataProtectionProvider protection) : IdTokens(protection, "store.orderToken.v1");
