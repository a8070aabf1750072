using System.Text.RegularExpressions;
using OrleansStore.Deploy.Tests.Docker;
using OrleansStore.Deploy.Tests.Programs;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Compose;

public sealed partial class ComposeTests
{
    public static TheoryData<string> Services() => [.. ComposeFile.Services.Select(s => s.Name)];

    public static TheoryData<string> Nodes() => [.. ComposeFile.Services.Select(s => s.Name).Where(n => ComposeFile.Program(n) is not null)];

    [Fact]
    public void Two_silos_and_two_API_nodes_stand_between_the_database_and_nginx() =>
        ComposeFile.Services.Select(s => s.Name).ShouldBe(["postgres", "silo-1", "silo-2", "api-1", "api-2", "nginx", "prometheus"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_waits_for_services_that_are_there_and_can_tell_that_they_are_healthy(string name)
    {
        foreach (var (other, how) in ComposeFile.Service(name)["depends_on"].Members)
        {
            ComposeFile.Service(other).Exists.ShouldBeTrue(other);
            if (how["condition"].Text != "service_healthy") continue;
            (ComposeFile.Service(other)["healthcheck"].Exists || ComposeFile.Program(other) is { } program && Dockerfile.Store.Stage(program).HealthCheck.Length > 0)
                .ShouldBeTrue($"{other} has no health check");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Volumes_and_networks_are_declared_and_mounted_files_exist(string name)
    {
        foreach (var source in ComposeFile.Service(name)["volumes"].Texts.Select(v => v.Split(':')[0]))
        {
            if (source.StartsWith("./", StringComparison.Ordinal)) File.Exists(Path.Combine(Repository.Root, ComposeFile.Folder, source)).ShouldBeTrue(source);
            else ComposeFile.All["volumes"].Keys.ShouldContain(source);
        }

        ComposeFile.Service(name)["networks"].Texts.ShouldBeSubsetOf(ComposeFile.All["networks"].Keys);
    }

    [Fact]
    public void A_declared_volume_belongs_to_one_service() =>
        ComposeFile.Services.SelectMany(s => s.Body["volumes"].Texts).Select(v => v.Split(':')[0]).Where(v => !v.StartsWith('.'))
            .ShouldBe(ComposeFile.All["volumes"].Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_is_built_from_a_stage_that_is_there(string name)
    {
        var build = ComposeFile.Service(name)["build"];
        var context = Path.GetFullPath(Path.Combine(Repository.Root, ComposeFile.Folder, build["context"].Text!));
        context.ShouldBe(Repository.Root);
        build["dockerfile"].Text.ShouldBe(Dockerfile.File);
        Dockerfile.Store.Stage(build["target"].Text!).EntryPoint.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_knows_every_setting_that_it_is_given(string name) =>
        Settings(name).Select(s => NodeProgram.Objection(s.Key, s.Value)).OfType<string>().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_finds_the_database_and_its_place_in_the_cluster(string name)
    {
        var settings = Settings(name);
        settings["Store__Journal"].ShouldBe("postgres");
        settings["Store__Cluster__Role"].ShouldBe(ComposeFile.Program(name) == "api" ? "client" : "silo");

        var connection = settings["ConnectionStrings__Store"].Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var database = ComposeFile.Service(connection["Host"]);
        (connection["Database"], connection["Username"], connection["Password"])
            .ShouldBe((database.At("environment", "POSTGRES_DB").Text!, database.At("environment", "POSTGRES_USER").Text!, database.At("environment", "POSTGRES_PASSWORD").Text!));
        database["networks"].Texts.Intersect(ComposeFile.Service(name)["networks"].Texts).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_writes_to_its_volume_only(string name)
    {
        var node = ComposeFile.Service(name);
        node["read_only"].Text.ShouldBe("true");
        node["cap_drop"].Texts.ShouldBe(["ALL"]);
        node["volumes"].Texts.Select(v => v.Split(':')[1]).ShouldBe([Dockerfile.Store.Stage(ComposeFile.Program(name)!).Environment["Store__DataPath"]]);
    }

    [Fact]
    public void A_node_reads_the_settings_of_the_shop_where_the_operator_has_some()
    {
        foreach (var node in ComposeFile.Services.Select(s => s.Name).Where(n => ComposeFile.Program(n) is not null))
        {
            var file = ComposeFile.Service(node)["env_file"].Items.ShouldHaveSingleItem(node);
            (file["path"].Text, file["required"].Text).ShouldBe(("settings.env", "false"));
        }
    }

    [Fact]
    public void Every_setting_that_the_example_offers_is_one()
    {
        var offered = Offered().Matches(Repository.Read("deploy/settings.example.env")).Select(m => (Name: m.Groups[1].Value, Value: m.Groups[2].Value)).ToList();
        offered.Count.ShouldBeGreaterThan(20);
        offered.Select(s => NodeProgram.Objection(s.Name, s.Value.Length == 0 ? null : s.Value)).OfType<string>().ShouldBeEmpty();
        EnvironmentFile.Parse(Repository.Read("deploy/settings.example.env")).ShouldBeEmpty("a copy that nobody has filled in changes nothing");
    }

    [Fact]
    public void No_password_stands_in_a_file_and_none_is_assumed()
    {
        var variables = ComposeFile.Services.SelectMany(s => s.Body["environment"].Members)
            .Where(v => v.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) || v.Key.StartsWith("ConnectionStrings", StringComparison.Ordinal)).ToList();
        variables.ShouldNotBeEmpty();
        variables.ShouldAllBe(v => Required().IsMatch(v.Value.Text!));

        var example = EnvironmentFile.Parse(Repository.Read("deploy/example.env")).ToDictionary();
        foreach (Match name in Required().Matches(string.Concat(variables.Select(v => v.Value.Text)))) example[name.Groups[1].Value].ShouldBe("");
    }

    /// <summary>The settings with what an operator leaves alone; what must be given is left out of the values.</summary>
    private static Dictionary<string, string> Settings(string name) =>
        ComposeFile.Service(name)["environment"].Map.ToDictionary(s => s.Key, s => s.Key == "Store__Admin__Password" ? "from the operator" : Default().Replace(s.Value, "$1"));

    [GeneratedRegex(@"^# (Store__\w+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Offered();

    [GeneratedRegex(@"\$\{(\w+):\?")]
    private static partial Regex Required();

    [GeneratedRegex(@"\$\{\w+:-([^}]*)\}")]
    private static partial Regex Default();
}
