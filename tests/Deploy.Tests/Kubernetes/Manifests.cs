using OrleansStore.Deploy.Tests.Yaml;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Kubernetes;

/// <summary>One object that kustomize would hand to the cluster.</summary>
internal sealed record Manifest(string Kind, string Name, string File, YamlValue Body)
{
    /// <summary>The pods it makes, if it makes any.</summary>
    public YamlValue Template => Body.At("spec", "template");

    public Dictionary<string, string> PodLabels => Template.At("metadata", "labels").Map;

    public IEnumerable<YamlValue> Containers => Template.At("spec", "containers").Items;

    /// <summary>The ports of its containers by name.</summary>
    public Dictionary<string, string> Ports => Containers.SelectMany(c => c["ports"].Items).ToDictionary(p => p["name"].Text!, p => p["containerPort"].Text!);

    public override string ToString() => $"{Kind} {Name} ({File})";
}

/// <summary>What a kustomization comes to: its own resources, those of what it is built on, and what it generates.</summary>
internal sealed class Manifests
{
    private readonly List<string> _files = [];
    private readonly List<Manifest> _all = [];
    private readonly List<Manifest> _patches = [];
    private readonly Dictionary<string, Dictionary<string, string?>> _generated = [];

    public static Manifests Example { get; } = new("deploy/kubernetes/overlays/example");

    public Manifests(string folder) => Read(folder);

    public IReadOnlyList<Manifest> All => _all;

    public IReadOnlyList<Manifest> Patches => _patches;

    /// <summary>Every file that is named on the way.</summary>
    public IReadOnlyList<string> Files => _files;

    public List<string> Images { get; } = [];

    public IEnumerable<Manifest> Workloads => _all.Where(m => m.Template.Exists);

    public IEnumerable<Manifest> OfKind(string kind) => _all.Where(m => m.Kind == kind);

    /// <summary>The workloads whose pods have these labels.</summary>
    public IReadOnlyList<Manifest> Selected(YamlValue labels) =>
        [.. Workloads.Where(w => labels.Map.Count > 0 && labels.Map.All(l => w.PodLabels.GetValueOrDefault(l.Key) == l.Value))];

    /// <summary>Keys and values of a generated ConfigMap (<c>ConfigMap/name</c>) or Secret; a value that must be filled in is null.</summary>
    public Dictionary<string, string?> Generated(string kind, string name) => _generated.GetValueOrDefault($"{kind}/{name}") ?? [];

    private void Read(string folder)
    {
        var kustomization = Parse($"{folder}/kustomization.yaml").Single();
        foreach (var resource in kustomization["resources"].Texts)
        {
            var path = Normalize($"{folder}/{resource}");
            if (Directory.Exists(Path.Combine(Repository.Root, path))) Read(path);
            else _all.AddRange(Parse(path).Select(d => ToManifest(path, d)));
        }

        foreach (var patch in kustomization["patches"].Items.Select(p => Normalize($"{folder}/{p["path"].Text}")))
            _patches.AddRange(Parse(patch).Select(d => ToManifest(patch, d)));
        foreach (var generator in kustomization["configMapGenerator"].Items) Generate("ConfigMap", folder, generator);
        foreach (var generator in kustomization["secretGenerator"].Items) Generate("Secret", folder, generator);
        Images.AddRange(kustomization["images"].Items.Select(i => i["name"].Text!));
    }

    private void Generate(string kind, string folder, YamlValue generator)
    {
        var made = new Dictionary<string, string?>();
        foreach (var literal in generator["literals"].Texts) made.Add(literal.Split('=', 2)[0], literal.Split('=', 2)[1]);
        foreach (var file in generator["files"].Texts) made.Add(file, Text(Normalize($"{folder}/{file}")));
        // The file with the secrets is the operator's; what it must hold stands in the example beside it.
        foreach (var file in generator["envs"].Texts)
            foreach (var (name, value) in EnvironmentFile.Parse(Text(Normalize($"{folder}/{file.Replace(".env", ".example.env", StringComparison.Ordinal)}"))))
                made.Add(name, value.Length == 0 || value.EndsWith('=') ? null : value);
        _generated.Add($"{kind}/{generator["name"].Text}", made);
    }

    private IReadOnlyList<YamlValue> Parse(string path) => YamlValue.Parse(Text(path));

    private string Text(string path)
    {
        _files.Add(path);
        return Repository.Read(path);
    }

    private static Manifest ToManifest(string file, YamlValue body) => new(body["kind"].Text!, body.At("metadata", "name").Text!, file, body);

    private static string Normalize(string path) => Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, path)).Replace('\\', '/');
}
