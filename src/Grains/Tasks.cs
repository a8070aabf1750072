namespace OrleansStore.Grains;

/// <summary>Work that nobody waits for.</summary>
internal static class Tasks
{
    /// <summary>Observes how it ends, for a failure has been told elsewhere or may be lost.</summary>
    public static void Forget(this Task task) => _ = ObserveAsync(task);

    private static async Task ObserveAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            // Observed: whoever needs the outcome learns it from the journal.
        }
    }
}
