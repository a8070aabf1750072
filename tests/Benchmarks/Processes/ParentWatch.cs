namespace OrleansStore.Benchmarks.Processes;

/// <summary>Ends a server when the benchmark that started it is gone, however it went.</summary>
internal static class ParentWatch
{
    public static void StopWithParent(WebApplication app)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.Read() >= 0) { }
            app.Lifetime.StopApplication();
        })
        { IsBackground = true };
        watch.Start();
    }
}
