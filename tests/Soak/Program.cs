using System.Diagnostics;
using OrleansStore.Soak;

// dotnet run -c Release --project tests/Soak              every promise at full size, about twenty minutes
// dotnet run -c Release --project tests/Soak -- kills     one of them
var unknown = args.Except(Stage.All.Select(stage => stage.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Unknown: {string.Join(", ", unknown)}. There are: {string.Join(", ", Stage.All.Select(stage => stage.Name))}.");
    return 2;
}

var whole = Stopwatch.StartNew();
var failed = new List<string>();
foreach (var stage in Stage.All.Where(stage => args.Length == 0 || args.Contains(stage.Name)))
{
    Console.WriteLine($"\n== {stage.Name}: {stage.Promise}");
    var watch = Stopwatch.StartNew();
    var kept = await RunAsync(stage);
    Console.WriteLine($"== {stage.Name}: {(kept ? "kept" : "BROKEN")} after {watch.Elapsed:mm\\:ss}");
    if (!kept) failed.Add(stage.Name);
}

Console.WriteLine(failed.Count == 0 ? $"\nEvery promise was kept, in {whole.Elapsed:mm\\:ss}." : $"\nBroken: {string.Join(", ", failed)}.");
return failed.Count == 0 ? 0 : 1;

static async Task<bool> RunAsync(Stage stage)
{
    var here = new DirectoryInfo(AppContext.BaseDirectory);
    var program = Path.Combine(here.Parent!.Parent!.FullName, stage.Program, here.Name, $"OrleansStore.{stage.Program}");
    var start = new ProcessStartInfo(program + (OperatingSystem.IsWindows() ? ".exe" : ""), stage.Arguments);
    if (stage.Size is { } size) start.Environment[size.Name] = size.Value;
    start.RedirectStandardOutput = true;
    using var process = Process.Start(start)!;
    var ranNothing = false;
    while (await process.StandardOutput.ReadLineAsync() is { } line)
    {
        Console.WriteLine(line);
        ranNothing |= line.Contains("Total: 0,", StringComparison.Ordinal);
    }

    await process.WaitForExitAsync();
    return process.ExitCode == 0 && !ranNothing;
}
