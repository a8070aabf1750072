using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace OrleansStore.Silo.Metrics;

/// <summary>The text format that Prometheus reads, version 0.0.4.</summary>
/// <remarks>Source: prometheus.io/docs/instrumenting/exposition_formats; names as OpenTelemetry's compatibility rules make them.</remarks>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Measured> measured)
    {
        var text = new StringBuilder();
        foreach (var metric in measured.GroupBy(m => NameOf(m.Instrument), StringComparer.Ordinal))
        {
            var instrument = metric.First().Instrument;
            if (instrument.Description is { Length: > 0 } help) text.Append("# HELP ").Append(metric.Key).Append(' ').Append(Escape(help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(metric.Key).Append(IsCounter(instrument) ? " counter\n" : " gauge\n");
            foreach (var (_, value, tags) in metric) text.Append(metric.Key).Append(Labels(tags)).Append(' ').Append(Number(value)).Append('\n');
        }

        return text.ToString();
    }

    private static string NameOf(Instrument instrument)
    {
        var name = Plain(instrument.Name);
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return IsCounter(instrument) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static bool IsCounter(Instrument instrument) =>
        instrument.GetType().GetGenericTypeDefinition() == typeof(ObservableCounter<>);

    private static string Labels(IReadOnlyList<KeyValuePair<string, object?>> tags) => tags.Count == 0
        ? ""
        : "{" + string.Join(",", tags.Select(tag =>
            $"{Plain(tag.Key)}=\"{Escape(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "", quotes: true)}\"")) + "}";

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }

    private static string Escape(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
