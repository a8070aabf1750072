using Microsoft.AspNetCore.DataProtection;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Orders;

/// <summary>What a guest opens one order with.</summary>
public sealed class OrderTokens(IDataProtectionProvider protection) : IdTokens(protection, "store.orderToken.v1");
