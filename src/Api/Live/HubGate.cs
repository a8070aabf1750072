using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>The one door to all methods of the hub: lets in whom the method's <see cref="ForAttribute"/> is open to.</summary>
/// <remarks>A method that declares nothing is closed to everybody.</remarks>
internal sealed class HubGate(LiveGate gate, AuditTrail audit) : IHubFilter
{
    private static readonly FrozenDictionary<string, Policy> Policies = Methods
        .Where(m => m.GetCustomAttribute<ForAttribute>() is not null)
        .ToFrozenDictionary(m => m.Name, m => m.GetCustomAttribute<ForAttribute>()!.Policy, StringComparer.Ordinal);

    /// <summary>What clients can call.</summary>
    public static IEnumerable<MethodInfo> Methods =>
        typeof(OrdersHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    /// <summary>Whom a method is for.</summary>
    public static Policy PolicyOf(string method) => Policies[method];

    /// <summary>What the audit trail calls a method.</summary>
    public static string OperationOf(string method) => "HUB " + method;

    /// <inheritdoc/>
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = CallerIdentity.Of(invocationContext.Context.User);
        var refusal = gate.Hear(caller) ?? (Policies.TryGetValue(invocationContext.HubMethod.Name, out var policy) ? policy.Check(caller) : Problems.Forbidden());
        if (refusal is null) return next(invocationContext);
        audit.Deny(caller, OperationOf(invocationContext.HubMethodName), refusal, tokenShown: !caller.IsGuest);
        throw new HubException(Encoding.UTF8.GetString(refusal.Encode(invocationContext.Context.ConnectionId)));
    }
}
