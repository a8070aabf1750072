using System.Text.RegularExpressions;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Docker;

/// <summary>
/// Does in folders what a container engine would do in layers: each stage is a folder, COPY copies, RUN runs. Base images are
/// what is installed here. Only what the store's Dockerfile uses is understood; anything else stops the build.
/// </summary>
internal sealed partial class ImageBuild(Dockerfile dockerfile, string parent, IReadOnlyDictionary<string, string> arguments)
{
    private readonly HashSet<string> _built = [];

    /// <summary>Builds a stage and those it needs.</summary>
    /// <returns>The folder that is the stage's root.</returns>
    public async Task<string> BuildAsync(string name, CancellationToken cancellation)
    {
        var root = Path.Combine(parent, name);
        if (!_built.Add(name)) return root;

        var stage = dockerfile.Stage(name);
        var (place, environment, values) = ("/", new Dictionary<string, string>(), new Dictionary<string, string>());
        Directory.CreateDirectory(root);
        if (stage.Parent is { } before)
        {
            CopyTree(await BuildAsync(before.Name, cancellation), root);
            foreach (var inherited in before.All.Where(i => i.Name is "ARG" or "ENV" or "WORKDIR")) Set(inherited);
        }

        foreach (var instruction in stage.Instructions)
        {
            switch (instruction.Name)
            {
                case "ARG" or "ENV" or "WORKDIR": Set(instruction); break;
                case "COPY": await CopyAsync(instruction, root, place, cancellation); break;
                case "RUN": (await Command.RunAsync(Fill(instruction.Arguments, values), In(root, place), environment, cancellation)).MustSucceed(); break;
                case "USER" or "EXPOSE" or "HEALTHCHECK" or "ENTRYPOINT": break;
                default: throw new NotSupportedException($"{instruction.Name} in {Dockerfile.File}");
            }
        }

        return root;

        void Set(Instruction instruction)
        {
            if (instruction.Name == "WORKDIR")
            {
                Directory.CreateDirectory(In(root, place = instruction.Arguments));
                return;
            }

            foreach (var (variable, value) in instruction.Words.Select(w => w.Split('=', 2)).Select(w => (w[0], w.ElementAtOrDefault(1)?.Trim('"') ?? "")))
            {
                if (instruction.Name == "ENV") environment[variable] = value;
                else values[variable] = arguments.GetValueOrDefault(variable, value);
            }
        }
    }

    private async Task CopyAsync(Instruction copy, string root, string place, CancellationToken cancellation)
    {
        var source = copy.Flag("from") is { } stage ? await BuildAsync(stage, cancellation) : null;
        var target = In(root, Path.Combine(place, copy.Words[^1]));
        foreach (var from in copy.Words[..^1])
        {
            var found = source is null ? CopyContext(from, target) : CopyTree(In(source, from), target);
            found.ShouldBeTrue($"COPY {copy.Arguments}: there is no {from}");
        }
    }

    /// <summary>From what a container engine is sent: the folder without what .dockerignore leaves out.</summary>
    private static bool CopyContext(string from, string target)
    {
        if (from.Contains('*', StringComparison.Ordinal))
        {
            // Of a pattern nothing need be there, as with the container engine.
            var fits = new Regex($"^{Regex.Escape(from).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");
            foreach (var file in BuildContext.Files.Where(f => fits.IsMatch(f))) CopyFile(Path.Combine(Repository.Root, file), Path.Combine(target, Path.GetFileName(file)));
            return true;
        }

        var files = BuildContext.Files.Where(f => from == "." || f == from || f.StartsWith(from.TrimEnd('/') + '/', StringComparison.Ordinal)).ToList();
        foreach (var file in files)
        {
            var name = from == "." ? file : file == from ? Path.GetFileName(file) : file[(from.TrimEnd('/').Length + 1)..];
            CopyFile(Path.Combine(Repository.Root, file), Path.Combine(target, name));
        }

        return files.Count > 0;
    }

    private static bool CopyTree(string from, string to)
    {
        if (!Directory.Exists(from)) return false;
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) CopyFile(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        return true;
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private static string In(string root, string path) => Path.Combine(root, path.TrimStart('/'));

    private static string Fill(string text, Dictionary<string, string> values) =>
        Variable().Replace(text, m => values.GetValueOrDefault(m.Groups[1].Value) ?? throw new InvalidOperationException($"{m.Value} is not set in: RUN {text}"));

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();
}
