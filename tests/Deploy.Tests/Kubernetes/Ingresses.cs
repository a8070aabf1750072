using OrleansStore.Deploy.Tests.Yaml;

namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>The paths that the public may ask for.</summary>
internal static class Ingresses
{
    public static IEnumerable<(Manifest Ingress, string Path, YamlValue Backend)> Paths =>
        from ingress in Manifests.Example.OfKind("Ingress")
        from rule in ingress.Body.At("spec", "rules").Items
        from path in rule.At("http", "paths").Items
        select (ingress, path["path"].Text!, path.At("backend", "service"));

    /// <summary>Whether a path leads to an address: prefixes are compared part by part.</summary>
    public static bool Leads(string path, string route) => route == path || route.StartsWith(path.TrimEnd('/') + '/', StringComparison.Ordinal);
}
