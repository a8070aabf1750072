namespace OrleansStore.GraphQL.Execution;

/// <summary>How many fields the plans that are kept with a document may have: they grow with its text, as its weight in the cache does.</summary>
/// <param name="characters">How long the document is.</param>
internal sealed class PlanBudget(int characters)
{
    private const int Most = 2000;

    private int _left = Math.Min(Most, 100 + (characters / 4));

    /// <summary>Takes room for a plan; false: it is used for one request and dropped.</summary>
    public bool TryTake(int fields) => Volatile.Read(ref _left) > 0 && Interlocked.Add(ref _left, -(fields + 1)) >= 0;
}
