using System.Diagnostics;
using OrleansStore.Deploy.Tests.Programs;

namespace OrleansStore.Deploy.Tests.Docker;

/// <summary>The images: what is written down, and what comes of it when it is done.</summary>
public sealed class DockerfileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-images-");

    public static TheoryData<string> Nodes() => ["silo", "api"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Nodes))]
    public void An_image_runs_as_somebody_who_is_not_root(string node) => int.Parse(Dockerfile.Store.Stage(node).User!).ShouldBeGreaterThan(0);

    [Theory]
    [MemberData(nameof(Nodes))]
    public void An_image_asks_the_program_itself_for_its_health(string node)
    {
        var stage = Dockerfile.Store.Stage(node);
        stage.HealthCheck.ShouldBe([.. stage.EntryPoint, "--check-health"]);
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void An_image_listens_on_a_port_that_it_exposes_and_knows_its_settings(string node)
    {
        var stage = Dockerfile.Store.Stage(node);
        stage.Ports.ShouldContain($"{new Uri(stage.Environment["ASPNETCORE_URLS"].Replace('+', 'x')).Port}");
        stage.Environment.Select(e => NodeProgram.Objection(e.Key, e.Value)).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Outputs_history_tests_and_secrets_are_not_sent_to_the_build()
    {
        string[] kept = ["artifacts/embedded/bin/Api/debug/x.dll", ".git/config", "src/Api/bin/x.dll", "src/Api/obj/x.json", "src/Web/node_modules/react/index.js", "tests/House.Tests/ArrowTests.cs", "deploy/.env", "data/journal.db"];
        kept.Where(BuildContext.IsSent).ShouldBeEmpty();
        BuildContext.Files.ShouldContain("src/Api/Program.cs");
    }

    [Fact]
    public async Task The_images_commands_make_programs_that_run()
    {
        LocalCluster.Needed.Node();
        var engine = LocalCluster.Engine.OfThisBuild;
        var build = new ImageBuild(Dockerfile.Store, _folder.FullName, new Dictionary<string, string> { ["STORE_ENGINE"] = engine.Flavour });
        foreach (var node in Nodes().Select(n => n.Data))
        {
            var root = await build.BuildAsync(node, Ct);
            var program = Path.Combine(root, "app", Dockerfile.Store.Stage(node).EntryPoint[1]);
            File.Exists(program).ShouldBeTrue(program);
            Directory.Exists(Path.Combine(root, "data")).ShouldBeTrue("/data is where a volume goes");
            if (node == "api") await AnswersAsync(program);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>It serves, its health check tells so, and tells when it is gone.</summary>
    private async Task AnswersAsync(string program)
    {
        var port = LocalCluster.Ports.Free();
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["Store__Journal"] = "memory";
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await Waiting.ForAsync("the program answers /health/ready", async () =>
            {
                process.HasExited.ShouldBeFalse("it ended");
                return (await http.GetAsync("/health/ready", Ct)).IsSuccessStatusCode;
            }, Ct);
            (await CheckAsync()).MustSucceed();
            (await http.GetStringAsync("/admin", Ct)).ShouldContain("/assets/", Case.Sensitive, "the pages are in the image");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        (await CheckAsync()).ExitCode.ShouldBe(1);

        // With the address as the image has it.
        Task<Command> CheckAsync() => Command.RunAsync(
            $"dotnet '{program}' --check-health", _folder.FullName, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://+:{port}" }, Ct);
    }
}
