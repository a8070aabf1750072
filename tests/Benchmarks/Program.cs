using System.Text.Json;
using OrleansStore.Benchmarks;
using OrleansStore.Benchmarks.CrudShop;
using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.HttpLimit;
using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Scenarios;

// Cores are pinned with taskset and figures read from /proc.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// The benchmark starts itself again in these modes, each pinned to a core of its own.
return args switch
{
    ["--load"] => LoadProcess.Run(),
    ["--serve-bytes", var answers, var port] => await ByteServer.RunAsync(answers, int.Parse(port)),
    ["--serve-crud", var connectionString, var port] => await CrudServer.RunAsync(connectionString, int.Parse(port)),
    ["--swarm"] => await Swarm.RunAsync(),
    ["--scenario", var order] => await ScenarioProcess.RunAsync(JsonSerializer.Deserialize<ScenarioOrder>(order)!),
    ["--first-reply"] => await EngineStart.ReplyOnceAsync(),
    _ => await Benchmark.RunAsync(args),
};
