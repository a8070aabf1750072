namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>Who may talk to whom.</summary>
public sealed class NetworkPolicyTests
{
    private static readonly Manifests Example = Manifests.Example;

    [Fact]
    public void Nobody_reaches_a_pod_that_no_policy_opens()
    {
        var closed = Example.OfKind("NetworkPolicy")
            .Where(p => !p.Body.At("spec", "ingress").Exists && p.Body.At("spec", "policyTypes").Texts.Contains("Ingress"))
            .SelectMany(p => Example.Selected(p.Body.At("spec", "podSelector", "matchLabels")));
        closed.ShouldBe(Example.Workloads, ignoreOrder: true);
    }

    [Fact]
    public void Whoever_a_policy_names_exists()
    {
        foreach (var policy in Example.OfKind("NetworkPolicy"))
        {
            var opened = Example.Selected(policy.Body.At("spec", "podSelector", "matchLabels"));
            opened.ShouldNotBeEmpty(policy.ToString());
            foreach (var rule in policy.Body.At("spec", "ingress").Items)
            {
                rule["from"].Items.ShouldNotBeEmpty($"{policy}: a rule without 'from' is open to all");
                foreach (var pods in rule["from"].Items.Select(f => f.At("podSelector", "matchLabels")).Where(l => l.Exists))
                    Example.Selected(pods).ShouldNotBeEmpty(policy.ToString());
                foreach (var port in rule["ports"].Items)
                    opened.ShouldAllBe(w => w.Ports.ContainsValue(port["port"].Text!), $"{policy}: port {port["port"].Text}");
            }
        }
    }

    [Theory]
    [InlineData("postgres", "postgres", "silo,api")]
    [InlineData("silo", "silo", "silo")]
    [InlineData("silo", "gateway", "silo,api")]
    [InlineData("silo", "health", "namespace monitoring")]
    [InlineData("api", "http", "namespace ingress-nginx,namespace monitoring")]
    public void A_port_is_open_to_those_who_need_it_and_to_nobody_else(string workload, string port, string expected)
    {
        var target = Example.Workloads.Single(w => w.Name == workload);
        var rules = Example.OfKind("NetworkPolicy")
            .Where(p => Example.Selected(p.Body.At("spec", "podSelector", "matchLabels")).Contains(target))
            .SelectMany(p => p.Body.At("spec", "ingress").Items)
            .Where(r => r["ports"].Items.Any(p => p["port"].Text == target.Ports[port]));
        rules.SelectMany(r => r["from"].Items)
            .SelectMany(f => f.At("namespaceSelector", "matchLabels").Map.Select(l => $"namespace {l.Value}")
                .Concat(Example.Selected(f.At("podSelector", "matchLabels")).Select(w => w.Name)))
            .ShouldBe(expected.Split(','), ignoreOrder: true);
    }
}
