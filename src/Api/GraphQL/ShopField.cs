using OrleansStore.Api.Access;
using OrleansStore.Api.Limits;

namespace OrleansStore.Api.GraphQL;

/// <summary>What is declared of a field that a use case answers: whom it is for, and how often.</summary>
/// <param name="Type">The type it belongs to.</param>
/// <param name="Route">The REST route of the same use case, its parameters named as the field's arguments: <c>POST /orders/{id}/ship</c>. Null where there is none.</param>
internal sealed record ShopField(string Type, string Name, Policy Policy, LimitClass Limit, string? Route)
{
    /// <summary>Whether it is asked for by itself, and so counted; a read that hangs on another field is bounded by the query's cost.</summary>
    public bool IsRoot => Type is "Query" or "Mutation" or "Subscription";

    /// <summary>What the documentation and the audit trail call it.</summary>
    public string FullName => $"{Type}.{Name}";
}
