using System.Globalization;

namespace OrleansStore.Benchmarks.Statistics;

/// <summary>The values of one measurement over all rounds.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public void Add(double value) => _values.Add(value);

    public double Median => Quantile(0.5);

    public double Min => _values.Count == 0 ? double.NaN : _values.Min();

    public double Max => _values.Count == 0 ? double.NaN : _values.Max();

    public override string ToString() => Number(Median);

    /// <summary>Lowest to highest.</summary>
    public string Range => _values.Count < 2 ? "–" : $"{Number(Min)} – {Number(Max)}";

    /// <summary>Three significant digits, thousands apart.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "–",
        >= 1000 => Math.Round(value).ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private double Quantile(double q)
    {
        if (_values.Count == 0) return double.NaN;
        var sorted = _values.Order().ToArray();
        var at = q * (sorted.Length - 1);
        var low = sorted[(int)at];
        return low + ((sorted[(int)Math.Ceiling(at)] - low) * (at - Math.Floor(at)));
    }
}
