namespace OrleansStore.Benchmarks.Processes;

/// <summary>What a process and its children use, from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    private const double TicksPerSecond = 100;

    /// <summary>The process and its direct children, which is all that PostgreSQL and the shops have.</summary>
    public static IReadOnlyList<int> Members(int root) =>
        [root, .. Directory.EnumerateDirectories("/proc").Select(Number).Where(id => id > 0 && Stat(id) is [_, var parent, ..] && parent == $"{root}")];

    /// <summary>Processor seconds of all members so far, with those of children that ended.</summary>
    public static double CpuSeconds(int root) =>
        Members(root).Sum(id => Stat(id) is { Length: > 14 } stat ? Ticks(stat, id == root) / TicksPerSecond : 0);

    /// <summary>Resident bytes of one process.</summary>
    public static long ResidentBytes(int id) => File.ReadLines($"/proc/{id}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
        .FirstOrDefault();

    // Fields of proc(5) after the name: state, parent, …; 11 and 12 are own ticks, 13 and 14 those of ended children.
    private static double Ticks(string[] stat, bool withEnded) =>
        double.Parse(stat[11]) + double.Parse(stat[12]) + (withEnded ? double.Parse(stat[13]) + double.Parse(stat[14]) : 0);

    private static string[] Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int Number(string path) => int.TryParse(Path.GetFileName(path), out var id) ? id : 0;
}
