using OrleansStore.Journal.Tests.Crash;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace OrleansStore.Journal.Tests;

/// <summary>Runs the tests, or, started by one of them, the process that it kills.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [Appender.Command, var path] => Appender.RunAsync(path),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
