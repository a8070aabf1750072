using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>graphql-js in one Node process, which answers many questions. Without Node these tests are skipped, save on a build server.</summary>
internal sealed class NodeReference
{
    private static readonly Lazy<NodeReference?> _started = new(Start);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;

    private NodeReference(Process process) => _process = process;

    /// <summary>The process; the test that asks is skipped when there is no Node.</summary>
    public static NodeReference Instance
    {
        get
        {
            if (_started.Value is { } reference) return reference;
            const string why = "Node.js and npm are not installed: nothing is compared with graphql-js.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(why);
            Assert.Skip(why);
            throw new UnreachableException();
        }
    }

    public async Task<JsonObject> AskAsync(JsonObject question)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(question.ToJsonString());
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var answer = JsonNode.Parse(line ?? throw new InvalidOperationException("The Node process ended."))!.AsObject();
            return answer["crash"] is { } crash ? throw new InvalidOperationException($"{question}\n{crash}") : answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static NodeReference? Start()
    {
        if (!IsThere("node") || !IsThere("npm")) return null;
        var folder = Path.Combine(AppContext.BaseDirectory, "Reference");
        if (!File.Exists(Path.Combine(folder, "node_modules", "graphql", "package.json"))) Install(folder);
        var start = new ProcessStartInfo("node", ["reference.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        return new NodeReference(process);
    }

    private static void Install(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException("npm ci failed.");
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}

/// <summary>Answers of both sides in one form.</summary>
internal static class Told
{
    public static JsonArray Errors(IEnumerable<GraphQLError> errors) => [.. errors.Select(Error)];

    public static JsonObject Error(GraphQLError error) => new()
    {
        ["message"] = error.Message,
        ["locations"] = new JsonArray([.. error.Locations.Select(l => (JsonNode)new JsonObject { ["line"] = l.Line, ["column"] = l.Column })]),
        ["path"] = error.Path is null ? null : JsonNode.Parse(JsonSerializer.Serialize(error.Path.ToList())),
    };

    public static string Text(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
}
