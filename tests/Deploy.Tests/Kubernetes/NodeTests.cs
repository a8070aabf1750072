using System.Globalization;
using OrleansStore.Deploy.Tests.Docker;
using OrleansStore.Deploy.Tests.Programs;
using OrleansStore.Deploy.Tests.Yaml;

namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>The pods of silos and API nodes, held against the programs that run in them.</summary>
public sealed class NodeTests
{
    private static readonly Manifests Example = Manifests.Example;

    public static TheoryData<string> Nodes() => ["silo", "api"];

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_probe_asks_for_an_address_that_the_program_has(string node)
    {
        var container = Container(node);
        var ports = container["ports"].Items.Select(p => p["name"].Text).ToList();
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            var get = container[probe]["httpGet"];
            NodeProgram.Routes(node).ShouldContain(get["path"].Text!, probe);
            ports.ShouldContain(get["port"].Text, probe);
        }

        container.At("livenessProbe", "httpGet", "path").Text.ShouldNotBe(container.At("readinessProbe", "httpGet", "path").Text);
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void The_program_knows_every_setting_that_it_is_given(string node) =>
        Settings(node).Select(s => NodeProgram.Objection(s.Name, s.Value)).OfType<string>().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Nodes))]
    public void What_a_setting_is_taken_from_is_there(string node)
    {
        foreach (var variable in Container(node)["env"].Items)
        {
            foreach (var (kind, source) in new[] { ("Secret", "secretKeyRef"), ("ConfigMap", "configMapKeyRef") })
            {
                if (variable.At("valueFrom", source) is not { Exists: true } reference) continue;
                Example.Generated(kind, reference["name"].Text!).ShouldContainKey(reference["key"].Text!, variable["name"].Text);
            }
        }

        foreach (var source in Container(node)["envFrom"].Items)
        {
            if (source["configMapRef"] is { Exists: true } map) Example.Generated("ConfigMap", map["name"].Text!).ShouldNotBeEmpty();
            else source.At("secretRef", "optional").Text.ShouldBe("true");
        }
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void What_must_be_set_is_set(string node)
    {
        var settings = Settings(node).ToDictionary(s => s.Name, s => s.Value);
        settings["Store__Journal"].ShouldBe("postgres");
        settings["Store__Cluster__Role"].ShouldBe(node == "api" ? "client" : "silo");
        settings.ShouldContainKey("ConnectionStrings__Store");
        Container(node)["volumeMounts"].Items.Select(m => m["mountPath"].Text).ShouldContain(settings["Store__DataPath"]);
        if (node == "silo")
            Container(node)["env"].Items.Single(v => v["name"].Text == "Store__Cluster__Address").At("valueFrom", "fieldRef", "fieldPath").Text.ShouldBe("status.podIP");
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_listens_where_its_container_says_and_its_image_exposes(string node)
    {
        var settings = Settings(node).ToDictionary(s => s.Name, s => s.Value);
        var ports = Workload(node).Ports;
        new Uri(settings["ASPNETCORE_URLS"]!.Replace("+", "localhost", StringComparison.Ordinal)).Port
            .ShouldBe(int.Parse(ports[node == "api" ? "http" : "health"], CultureInfo.InvariantCulture));
        if (node == "silo") (settings["Store__Cluster__SiloPort"], settings["Store__Cluster__GatewayPort"]).ShouldBe((ports["silo"], ports["gateway"]));
        Dockerfile.Store.Stage(node).Ports.ShouldBe(ports.Values, ignoreOrder: true);
        Workload(node).Template.At("spec", "securityContext", "runAsUser").Text.ShouldBe(Dockerfile.Store.Stage(node).User);
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_has_time_to_leave(string node)
    {
        var drain = TimeSpan.Parse(Settings(node).Single(s => s.Name == "Store__Cluster__Drain").Value!, CultureInfo.InvariantCulture);
        var grace = TimeSpan.FromSeconds(int.Parse(Workload(node).Template.At("spec", "terminationGracePeriodSeconds").Text!, CultureInfo.InvariantCulture));
        // .NET waits thirty seconds for what is under way.
        grace.ShouldBeGreaterThanOrEqualTo(drain + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Images_are_those_that_the_overlay_names() =>
        Nodes().Select(n => Container(n.Data)["image"].Text).ShouldBe(Example.Images, ignoreOrder: true);

    [Fact]
    public void Files_may_be_as_large_and_take_as_long_as_behind_nginx()
    {
        var imports = Ingresses.Paths.Single(p => p.Path.Text == "/api/v1/products/import").Ingress.Body.At("metadata", "annotations").Map;
        const string controller = "nginx.ingress.kubernetes.io/";
        (imports[controller + "proxy-body-size"], imports[controller + "proxy-request-buffering"], imports[controller + "proxy-read-timeout"]).ShouldBe(("1g", "off", "600"));
        Example.Patches.Where(p => p.Kind == "Ingress").Select(p => p.Name).ShouldBe(Example.OfKind("Ingress").Select(i => i.Name), ignoreOrder: true);
    }

    [Fact]
    public void The_public_reaches_every_address_but_those_of_operators()
    {
        var paths = Ingresses.Paths.Select(p => p.Path).ToList();
        var routes = NodeProgram.Routes("api");
        var reached = routes.Where(r => paths.Any(p => p.LeadsTo(r))).ToList();
        routes.Except(reached).ShouldAllBe(r => r.StartsWith("/health", StringComparison.Ordinal) || r == "/metrics");
        paths.Where(p => !routes.Any(p.LeadsTo)).ShouldBeEmpty();
        reached.ShouldNotContain("/metrics");
    }

    private static Manifest Workload(string node) => Example.Workloads.Single(w => w.Name == node);

    private static YamlValue Container(string node) => Workload(node).Containers.Single();

    /// <summary>All variables of the container; the value is null where only the cluster knows it.</summary>
    private static IEnumerable<(string Name, string? Value)> Settings(string node) =>
        Container(node)["envFrom"].Items.Select(f => f.At("configMapRef", "name").Text).OfType<string>().SelectMany(map => Example.Generated("ConfigMap", map).Select(s => (s.Key, s.Value)))
            .Concat(Container(node)["env"].Items.Select(v => (v["name"].Text!, v["value"].Text)));
}
