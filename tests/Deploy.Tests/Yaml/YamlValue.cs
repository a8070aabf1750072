using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansStore.Deploy.Tests.Yaml;

/// <summary>A place in a YAML document. What is not there has no text, no items and no keys, so that a path may lead nowhere.</summary>
internal readonly record struct YamlValue(object? Value)
{
    /// <summary>The text of a scalar; null of anything else.</summary>
    public string? Text => Value as string;

    public bool Exists => Value is not null;

    public IEnumerable<YamlValue> Items => Value is List<object?> list ? list.Select(item => new YamlValue(item)) : [];

    public IEnumerable<(string Key, YamlValue Value)> Members =>
        Value is Dictionary<string, object?> map ? map.Select(m => (m.Key, new YamlValue(m.Value))) : [];

    public IEnumerable<string> Keys => Members.Select(m => m.Key);

    public YamlValue this[string key] => Value is Dictionary<string, object?> map && map.TryGetValue(key, out var value) ? new(value) : default;

    public YamlValue At(params string[] path) => path.Aggregate(this, (value, key) => value[key]);

    /// <summary>The texts of a list of scalars.</summary>
    public IEnumerable<string> Texts => Items.Select(i => i.Text!);

    /// <summary>The members of a map of scalars.</summary>
    public Dictionary<string, string> Map => Members.ToDictionary(m => m.Key, m => m.Value.Text ?? "");

    /// <summary>All documents of a file, with anchors and merges resolved.</summary>
    /// <exception cref="YamlException">It is not YAML, or a key stands there twice.</exception>
    public static IReadOnlyList<YamlValue> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => new YamlValue(Resolve(d.RootNode)))];
    }

    private static object? Resolve(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlSequenceNode sequence => sequence.Children.Select(Resolve).ToList(),
        YamlMappingNode mapping => Merge(mapping),
        _ => null,
    };

    // What stands in the map itself comes before what is merged into it.
    private static Dictionary<string, object?> Merge(YamlMappingNode mapping)
    {
        var members = mapping.Children.ToDictionary(m => ((YamlScalarNode)m.Key).Value!, m => Resolve(m.Value));
        if (!members.Remove("<<", out var merged)) return members;
        foreach (var (key, value) in (Dictionary<string, object?>)merged!) members.TryAdd(key, value);
        return members;
    }
}
