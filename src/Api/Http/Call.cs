using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Contracts;

namespace OrleansStore.Api.Http;

/// <summary>One call of a use case.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Policy">What let the caller in; who has its permissions reaches others' things too.</param>
/// <param name="Operation">What is asked for: method and address.</param>
/// <param name="CommandId">The id of the command; what it creates gets this id too, so that a repeat finds it.</param>
/// <param name="ExpectedVersion">The version of the resource that the caller has seen (<c>If-Match</c>).</param>
/// <param name="Cancellation">Ends when nobody waits for the answer any more; for reads that go far.</param>
public readonly record struct Call(Caller Caller, Policy Policy, string Operation, Guid CommandId = default, int? ExpectedVersion = null, CancellationToken Cancellation = default)
{
    /// <summary>The call as grains see it.</summary>
    public CommandContext Context => new(CommandId, CommandId, Caller.Actor);
}
