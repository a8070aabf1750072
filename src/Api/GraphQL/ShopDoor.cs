using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>
/// The one door to all fields that a use case answers: counts them, lets in whom their <see cref="Policy"/> is open to, runs
/// them like their REST routes, and has them written into the audit trail.
/// </summary>
internal sealed class ShopDoor(Commands commands, AuditTrail audit, RateLimits rates, LoadBudgets budgets, Failures failures)
{
    /// <summary>Before a field is resolved or subscribed to: the refusal when it comes too fast, or is not open to who asks.</summary>
    public GraphQLException? Check(FieldContext context, ShopField field)
    {
        var request = context.Context<ShopRequest>();
        var refusal = Count(field, request) ?? field.Policy.Check(request.Caller);
        if (refusal is null) return null;
        Deny(request.Caller, AuditName(context, field), field, refusal);
        return request.Refuse(refusal);
    }

    /// <summary>Runs a read.</summary>
    public async ValueTask<Answer> ReadAsync(FieldContext context, ShopField field, Func<Call, Task<Answer>> handle)
    {
        var request = context.Context<ShopRequest>();
        var name = AuditName(context, field);
        var answer = await BudgetedAsync(field, () => handle(new Call(request.Caller, field.Policy, name) { Cancellation = context.Cancellation }));
        return answer.Status < 400 ? answer : throw Refuse(request, name, field, answer);
    }

    /// <summary>Runs a command by the handler, the checks and the idempotency of its REST route.</summary>
    public async ValueTask<Answer> WriteAsync<T>(FieldContext context, ShopField field, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput
    {
        var request = context.Context<ShopRequest>();
        var incoming = new Incoming(
            request.Caller, field.Policy, FieldInputs.Operation(field.Route!, context.Arguments), context.Argument<string>("idempotencyKey"),
            context.Argument<int?>("expectedVersion"), request.TraceId);
        var name = AuditName(context, field);
        var answer = await BudgetedAsync(field, () => commands.RunAsync(incoming, FieldInputs.Body(context, field), handle));
        answer = await audit.NoteAsync(request.Caller, field.Policy, name, answer);
        if (answer.Status >= 400) throw Refuse(request, name, field, answer);
        request.Note(context.Path, answer);
        return answer;
    }

    /// <summary>What clients are told of an exception that nobody expected.</summary>
    public GraphQLException Fail(Exception exception, ShopRequest request, string operation) =>
        request.Refuse(failures.Answer(exception, "GRAPHQL " + operation, request.TraceId));

    /// <summary>What the audit trail calls a field: with the address of what it names, as REST has it.</summary>
    public static string AuditName(FieldContext context, ShopField field) => field is { IsRoot: true, Route: { } route }
        ? $"GRAPHQL:{field.Name} {FieldInputs.Operation(route, context.Arguments).Split(' ', 2)[1]}"
        : "GRAPHQL:" + field.FullName;

    private GraphQLException Refuse(ShopRequest request, string name, ShopField field, Answer answer)
    {
        if (answer.Problem is { } problem) Deny(request.Caller, name, field, problem);
        return request.Refuse(answer);
    }

    // Of a guest the trail has the field, and not what the guest made up.
    private void Deny(Caller caller, string name, ShopField field, Problem problem) =>
        audit.Deny(caller, caller.IsGuest ? "GRAPHQL:" + field.FullName : name, problem, tokenShown: !caller.IsGuest);

    private Problem? Count(ShopField field, ShopRequest request)
    {
        if (field.Limit == LimitClass.Read && (!field.IsRoot || request.IsPaid())) return null;
        return rates.Take(field.Limit, request.Caller, request.Address);
    }

    /// <summary>What the request itself takes of the load that is allowed at once is for reads and writes; the rest has budgets of its own.</summary>
    private async Task<Answer> BudgetedAsync(ShopField field, Func<Task<Answer>> run)
    {
        if (field.Limit is LimitClass.Read or LimitClass.Write || budgets.Of(field.Limit) is not { } budget) return await run();
        if (!budget.Enter()) return LoadGate.Overloaded;
        try
        {
            return await run();
        }
        finally
        {
            budget.Leave();
        }
    }
}
