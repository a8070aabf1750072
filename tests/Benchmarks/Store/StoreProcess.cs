using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Shop;

namespace OrleansStore.Benchmarks.Store;

/// <summary>The store as operators start it: the build of <c>src/Api</c> that lies beside the benchmarks.</summary>
internal static class StoreProcess
{
    private static readonly string _executable = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Api", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "OrleansStore.Api"));

    public static bool IsBuilt => File.Exists(_executable);

    public static ChildProcess Start(string dataPath, int port, int? core, bool profiled = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")),
            ["Store__DataPath"] = dataPath,
            ["Store__Demo"] = "false",
            ["Store__Admin__Email"] = Accounts.AdminEmail,
            ["Store__Admin__Password"] = Accounts.Password,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        // The few accounts of the load buy as fast as a whole shop's.
        foreach (var limit in (string[])["Read", "Write", "Checkout"])
            foreach (var rate in (string[])["PerSecond", "Burst"]) environment[$"Store__Limits__{limit}__{rate}"] = "100000";
        if (profiled) foreach (var (name, value) in Profile.Environment) environment[name] = value;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) environment[name] = value;
        return ChildProcess.Start(_executable, [], core, environment);
    }
}
