using Microsoft.AspNetCore.DataProtection;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Carts;

/// <summary>What a guest opens one cart with.</summary>
public sealed class CartTokens(IDataProtectionProvider protection) : IdTokens(protection, "store.cartToken.v1");
