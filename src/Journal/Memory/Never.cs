namespace OrleansStore.Journal.Memory;

/// <summary>What a process that is gone answers.</summary>
internal static class Never
{
    public static ValueTask<T> Read<T>() => new(new TaskCompletionSource<T>().Task);

    public static ValueTask Write() => new(new TaskCompletionSource().Task);
}
