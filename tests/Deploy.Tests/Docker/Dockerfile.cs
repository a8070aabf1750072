using System.Text.Json;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Docker;

/// <summary>One line of a Dockerfile, continued lines joined.</summary>
internal sealed record Instruction(string Name, string Arguments)
{
    /// <summary>The arguments without the flags before them.</summary>
    public string[] Words => [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(w => w.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>The value of a flag, or null.</summary>
    public string? Flag(string name) => Arguments.Split(' ').TakeWhile(w => w.StartsWith("--", StringComparison.Ordinal))
        .FirstOrDefault(w => w.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];
}

/// <summary>One stage of a Dockerfile.</summary>
/// <param name="Base">What stands after FROM: another stage, or an image.</param>
internal sealed record Stage(string Name, string Base, Stage? Parent, IReadOnlyList<Instruction> Instructions)
{
    public IEnumerable<Instruction> All => (Parent?.All ?? []).Concat(Instructions);

    public string? User => All.LastOrDefault(i => i.Name == "USER")?.Arguments;

    public IEnumerable<string> Ports => All.Where(i => i.Name == "EXPOSE").SelectMany(i => i.Words);

    public string[] EntryPoint => Command("ENTRYPOINT");

    public string[] HealthCheck => Command("HEALTHCHECK");

    /// <summary>Variables that the image sets.</summary>
    public Dictionary<string, string> Environment => All.Where(i => i.Name == "ENV").SelectMany(i => i.Words).Select(w => w.Split('=', 2))
        .GroupBy(w => w[0]).ToDictionary(g => g.Key, g => g.Last()[1].Trim('"'));

    // The form in brackets, the only one that needs no shell.
    private string[] Command(string name) => All.LastOrDefault(i => i.Name == name)?.Arguments is { } text && text.IndexOf('[', StringComparison.Ordinal) is >= 0 and var list
        ? JsonSerializer.Deserialize<string[]>(text[list..])!
        : [];
}

/// <summary>The images, as they are written down.</summary>
internal sealed class Dockerfile
{
    public const string File = "deploy/docker/Dockerfile";

    private readonly Dictionary<string, Stage> _stages = [];

    public Dockerfile(string text)
    {
        List<Instruction>? current = null;
        foreach (var line in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var instruction = new Instruction(line.Split(' ')[0], line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim());
            if (instruction.Name == "FROM")
            {
                var words = instruction.Words;
                _stages.Add(words[2], new(words[2], words[0], _stages.GetValueOrDefault(words[0]), current = []));
            }
            else
            {
                // Before the first stage stand only arguments of FROM.
                current?.Add(instruction);
            }
        }
    }

    public static Dockerfile Store { get; } = new(Repository.Read(File));

    public Stage Stage(string name) => _stages.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{File} has no stage '{name}'.");
}
