using System.Runtime.CompilerServices;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Opens a subscription's events and answers each (CreateSourceEventStream and MapSourceToResponseEvent of the specification).</summary>
internal sealed class SubscriptionRun(RequestRun run)
{
    public async ValueTask<SubscriptionResult> OpenAsync()
    {
        if (run.RootPlan() is not { } plan) return Refused(run.Errors);
        var field = plan.Fields.FirstOrDefault();
        if (field is null) return Refused([new GraphQLError("The subscription selects no field.") { Extensions = ErrorCodes.InvalidDocument }]);
        FieldContext? context = null;
        try
        {
            context = new FieldContext(run, field, run.Scope.Root, field.Arguments(run.Variables), null, 0);
            if (field.Definition.Guard is { } guard && await guard(context) is { } refusal) return Refused(field, refusal, context);
            var subscriber = field.Definition.Subscriber
                ?? throw new GraphQLException("Subscription field must return Async Iterable. Received: undefined.");
            return new SubscriptionResult(null, AnswerAsync(await subscriber(context)));
        }
        catch (Exception e) when (e is not OperationCanceledException || !run.Cancellation.IsCancellationRequested)
        {
            return Refused(field, e, context);
        }
    }

    private async IAsyncEnumerable<ExecutionResult> AnswerAsync(IAsyncEnumerable<object?> events, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation, cancellation);
        await using var source = events.GetAsyncEnumerator(both.Token);
        while (true)
        {
            ExecutionResult? broken = null;
            try
            {
                if (!await source.MoveNextAsync()) yield break;
            }
            // The two are asked, and not both together: it hears of them after a source that waits for one.
            catch (Exception e) when (e is not OperationCanceledException || !(run.Cancellation.IsCancellationRequested || cancellation.IsCancellationRequested))
            {
                broken = ExecutionResult.Refused(run.ErrorOf(run.RootPlan()!.Fields[0], new ResponsePath(null, run.RootPlan()!.Fields[0].ResponseKey), e, null));
            }

            if (broken is not null)
            {
                yield return broken;
                yield break;
            }

            yield return await new RequestRun(run.Engine, run.Operation, run.Variables, run.Scope, both.Token).ExecuteAsync(source.Current);
        }
    }

    private SubscriptionResult Refused(FieldPlan field, Exception exception, FieldContext? context) =>
        Refused([run.ErrorOf(field, new ResponsePath(null, field.ResponseKey), exception, context)]);

    private static SubscriptionResult Refused(IReadOnlyList<GraphQLError> errors) => new(ExecutionResult.Refused(errors), null);
}
