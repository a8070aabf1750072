using OrleansStore.Deploy.Tests.Compose;
using OrleansStore.Deploy.Tests.Docker;
using OrleansStore.Deploy.Tests.Yaml;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Prometheus;

public sealed class PrometheusTests
{
    private static readonly YamlValue Settings = YamlValue.Parse(Repository.Read("deploy/prometheus/prometheus.yml")).Single();

    private static IEnumerable<(string Job, string Target)> Targets =>
        from job in Settings["scrape_configs"].Items
        from listed in job["static_configs"].Items
        from target in listed["targets"].Texts
        select (job["job_name"].Text!, target);

    [Theory]
    [InlineData("api")]
    [InlineData("silo")]
    public void Every_node_is_scraped_where_it_listens(string program)
    {
        var port = new Uri(Dockerfile.Store.Stage(program).Environment["ASPNETCORE_URLS"].Replace('+', 'x')).Port;
        Targets.Where(t => t.Job == program).Select(t => t.Target).ShouldBe(ComposeFile.Running(program).Select(n => $"{n}:{port}"));
    }

    [Fact]
    public void It_shares_a_network_with_every_node()
    {
        foreach (var node in Targets.Select(t => t.Target.Split(':')[0]))
            ComposeFile.Service(node)["networks"].Texts.Intersect(ComposeFile.Service("prometheus")["networks"].Texts).ShouldNotBeEmpty(node);
    }

    [Fact]
    public void Rules_are_mounted_and_watch_jobs_that_are_there()
    {
        var jobs = Targets.Select(t => t.Job).Distinct().ToList();
        foreach (var file in Settings["rule_files"].Texts)
        {
            ComposeFile.Service("prometheus")["volumes"].Texts.ShouldContain($"./prometheus/{file}:/etc/prometheus/{file}:ro");
            var rules = YamlValue.Parse(Repository.Read($"deploy/prometheus/{file}")).Single()["groups"].Items.SelectMany(g => g["rules"].Items).ToList();
            rules.ShouldNotBeEmpty();
            foreach (var expression in rules.Select(r => r["expr"].Text!))
                expression.Split('"')[1].Split('|').ShouldBeSubsetOf(jobs, expression);
        }
    }
}
