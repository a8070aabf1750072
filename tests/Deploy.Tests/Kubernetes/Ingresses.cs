using OrleansStore.Deploy.Tests.Yaml;

namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>The paths that the public may ask for.</summary>
internal static class Ingresses
{
    public static IEnumerable<(Manifest Ingress, IngressPath Path, YamlValue Backend)> Paths =>
        from ingress in Manifests.Example.OfKind("Ingress")
        from rule in ingress.Body.At("spec", "rules").Items
        from path in rule.At("http", "paths").Items
        select (ingress, new IngressPath(path["path"].Text!, path["pathType"].Text == "Exact"), path.At("backend", "service"));
}

/// <summary>A path of an Ingress.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsExact">Whether it stands for this address alone, and not for what is below it.</param>
internal sealed record IngressPath(string Text, bool IsExact)
{
    /// <summary>Whether it leads to an address: prefixes are compared part by part.</summary>
    public bool LeadsTo(string route) => route == Text || (!IsExact && route.StartsWith(Text.TrimEnd('/') + '/', StringComparison.Ordinal));
}
