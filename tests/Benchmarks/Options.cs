namespace OrleansStore.Benchmarks;

/// <summary>What to run, and for how long.</summary>
internal sealed record Options
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Benchmarks -- [names] [options]
          names            run only what starts with one of these, such as: shop/purchase journal
          --list           print the names and stop
          --quick          a short smoke run: no figure of it means anything
          --write          write the tables to docs/benchmarks.md as well
          --rounds N       rounds of a measurement, rivals interleaved (5)
          --seconds N      seconds of one round of one rival (5)
          --warmup N       seconds of warm-up of each rival (60)
          --lines N        products in one cart (1)
          --rivals A,B     only these of: limit, crud, store
          --data FOLDER    where databases live while it runs (the temporary folder); must be a real disk
          --profile        record the servers' processor samples with perf, see README.md
        """;

    public IReadOnlyList<string> Names { get; init; } = [];
    public IReadOnlyList<string> Rivals { get; init; } = ["limit", "crud", "store"];
    public bool ListOnly { get; init; }
    public bool Quick { get; init; }
    public bool Write { get; init; }
    public bool Profile { get; init; }
    public int Rounds { get; init; } = 5;
    public double Seconds { get; init; } = 5;
    public double WarmUp { get; init; } = 60;
    public int Lines { get; init; } = 1;
    public string Data { get; init; } = Path.GetTempPath();

    public bool Wants(string name) => Names.Count == 0 || Names.Any(n => name.StartsWith(n, StringComparison.Ordinal));

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static Options Parse(string[] args)
    {
        var options = args.Contains("--quick") ? new Options { Quick = true, Rounds = 1, Seconds = 1, WarmUp = 1 } : new Options();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
            options = options.With(arg, rest);
        return options;
    }

    private Options With(string arg, Queue<string> rest)
    {
        string Value() => rest.TryDequeue(out var value) ? value : throw new ArgumentException($"'{arg}' needs a value.");
        return arg switch
        {
            "--quick" => this,
            "--list" => this with { ListOnly = true },
            "--write" => this with { Write = true },
            "--profile" => this with { Profile = true },
            "--rounds" => this with { Rounds = Math.Clamp(int.Parse(Value()), 1, 100) },
            "--seconds" => this with { Seconds = Math.Clamp(double.Parse(Value()), 0.1, 600) },
            "--warmup" => this with { WarmUp = Math.Clamp(double.Parse(Value()), 0, 600) },
            "--lines" => this with { Lines = Math.Clamp(int.Parse(Value()), 1, 20) },
            "--rivals" => this with { Rivals = Value().Split(',') },
            "--data" => this with { Data = Path.GetFullPath(Value()) },
            _ when arg.StartsWith('-') => throw new ArgumentException($"'{arg}' is not an option."),
            _ => this with { Names = [.. Names, arg] },
        };
    }
}
