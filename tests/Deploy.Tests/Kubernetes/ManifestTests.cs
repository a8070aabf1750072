using OrleansStore.Deploy.Tests.Yaml;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>What the objects of the example say of one another.</summary>
public sealed class ManifestTests
{
    private static readonly Manifests Example = Manifests.Example;

    public static TheoryData<string> Workloads() => [.. Example.Workloads.Select(w => w.Name)];

    public static TheoryData<string> Kinds() => ["Deployment", "StatefulSet", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "Ingress"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void There_are_objects_of_the_kind(string kind) => Example.OfKind(kind).ShouldNotBeEmpty();

    [Fact]
    public void Every_file_is_part_of_the_kustomization() =>
        Repository.Files("deploy/kubernetes", "*").Except(Example.Files).ShouldBeEmpty();

    [Fact]
    public void No_two_objects_of_a_kind_have_one_name() => Example.All.GroupBy(m => (m.Kind, m.Name)).Where(g => g.Count() > 1).ShouldBeEmpty();

    [Fact]
    public void A_patch_changes_something_that_is_there() =>
        Example.Patches.Where(p => !Example.All.Any(m => m.Kind == p.Kind && m.Name == p.Name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_workload_selects_its_own_pods_and_no_others(string name)
    {
        var workload = Workload(name);
        Example.Selected(workload.Body.At("spec", "selector", "matchLabels")).ShouldBe([workload]);
        foreach (var spread in workload.Template.At("spec", "topologySpreadConstraints").Items)
            Example.Selected(spread.At("labelSelector", "matchLabels")).ShouldBe([workload]);
    }

    [Fact]
    public void A_service_leads_to_a_port_of_a_workload()
    {
        foreach (var service in Example.OfKind("Service"))
        {
            var workload = Example.Selected(service.Body.At("spec", "selector")).ShouldHaveSingleItem(service.ToString());
            foreach (var port in service.Body.At("spec", "ports").Items)
                IsPort(workload, port["targetPort"]).ShouldBeTrue($"{service}: {workload} has no port '{port["targetPort"].Text}'");
        }
    }

    [Fact]
    public void Services_that_are_named_exist()
    {
        var services = Example.OfKind("Service").Select(s => s.Name).ToList();
        foreach (var set in Example.OfKind("StatefulSet")) services.ShouldContain(set.Body.At("spec", "serviceName").Text!, set.ToString());
        foreach (var (ingress, backend) in Ingresses.Paths.Select(p => (p.Ingress, p.Backend)))
        {
            var service = Example.OfKind("Service").SingleOrDefault(s => s.Name == backend["name"].Text).ShouldNotBeNull(ingress.ToString());
            service.Body.At("spec", "ports").Items.Select(p => p["name"].Text).ShouldContain(backend.At("port", "name").Text, ingress.ToString());
        }
    }

    [Fact]
    public void Silos_and_API_nodes_are_scaled_and_never_all_evicted()
    {
        foreach (var name in new[] { "silo", "api" })
        {
            var workload = Workload(name);
            var scaler = Example.OfKind("HorizontalPodAutoscaler")
                .Single(h => h.Body.At("spec", "scaleTargetRef", "kind").Text == workload.Kind && h.Body.At("spec", "scaleTargetRef", "name").Text == name);
            int.Parse(scaler.Body.At("spec", "minReplicas").Text!).ShouldBeInRange(2, int.Parse(scaler.Body.At("spec", "maxReplicas").Text!));
            // A share of what was asked for: without a request there is nothing to take a share of.
            workload.Containers.ShouldAllBe(c => c.At("resources", "requests", "cpu").Exists && c.At("resources", "limits", "memory").Exists);
            workload.Body.At("spec", "replicas").Exists.ShouldBeFalse("each apply would set back what the autoscaler decided");
            Example.OfKind("PodDisruptionBudget").Count(b => Example.Selected(b.Body.At("spec", "selector", "matchLabels")).Contains(workload)).ShouldBe(1);
        }

        foreach (var scaler in Example.OfKind("HorizontalPodAutoscaler")) Example.Workloads.ShouldContain(w => w.Name == scaler.Body.At("spec", "scaleTargetRef", "name").Text);
        foreach (var budget in Example.OfKind("PodDisruptionBudget")) Example.Selected(budget.Body.At("spec", "selector", "matchLabels")).ShouldHaveSingleItem(budget.ToString());
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_container_may_do_nothing_that_it_need_not(string name)
    {
        var workload = Workload(name);
        var pod = workload.Template["spec"];
        pod.At("securityContext", "runAsNonRoot").Text.ShouldBe("true");
        pod.At("securityContext", "runAsUser").Text.ShouldNotBe("0");
        pod.At("securityContext", "seccompProfile", "type").Text.ShouldBe("RuntimeDefault");
        pod["automountServiceAccountToken"].Text.ShouldBe("false");
        foreach (var security in workload.Containers.Select(c => c["securityContext"]))
        {
            security["allowPrivilegeEscalation"].Text.ShouldBe("false");
            security["readOnlyRootFilesystem"].Text.ShouldBe("true");
            security.At("capabilities", "drop").Texts.ShouldBe(["ALL"]);
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_mounted_volume_exists(string name)
    {
        var workload = Workload(name);
        var volumes = workload.Template.At("spec", "volumes").Items.Select(v => v["name"].Text)
            .Concat(workload.Body.At("spec", "volumeClaimTemplates").Items.Select(v => v.At("metadata", "name").Text)).ToList();
        var mounted = workload.Containers.SelectMany(c => c["volumeMounts"].Items).Select(m => m["name"].Text).ToList();
        mounted.ShouldBe(volumes, ignoreOrder: true);
        foreach (var map in workload.Template.At("spec", "volumes").Items.Select(v => v.At("configMap", "name").Text).OfType<string>())
            Example.Generated("ConfigMap", map).ShouldNotBeEmpty(map);
    }

    private static Manifest Workload(string name) => Example.Workloads.Single(w => w.Name == name);

    private static bool IsPort(Manifest workload, YamlValue port) => workload.Ports.ContainsKey(port.Text!) || workload.Ports.ContainsValue(port.Text!);
}
