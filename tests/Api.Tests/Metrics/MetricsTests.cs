using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Silo.Metrics;

namespace OrleansStore.Api.Tests.Metrics;

public sealed partial class MetricsTests(Shop shop)
{
    [Fact]
    public async Task Prometheus_can_read_how_far_the_store_is()
    {
        await shop.NewProductAsync();
        var answer = await shop.Guest.Get("/metrics");
        answer.MustBe(200).ContentType.ShouldBe("text/plain");
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => Line().IsMatch(line));
        lines.ShouldContain(line => line.StartsWith("store_journal_position ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("store_readmodels_position ", StringComparison.Ordinal));
        lines.ShouldContain("# TYPE dotnet_process_memory_working_set_bytes gauge");
        lines.ShouldContain("# TYPE dotnet_gc_collections_total counter");
        lines.Count(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ShouldBe(lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void Names_labels_and_numbers_are_written_as_the_format_wants_them()
    {
        using var meter = new Meter("test");
        var counter = meter.CreateObservableCounter("store.a-b", () => 1L, "s", "One\nline \\ more");
        var gauge = meter.CreateObservableGauge("2nd", () => 1d);
        PrometheusText.Write(
        [
            new Measured(counter, 1.5, [new("which.one", "a \"b\" \\ c\nd")]),
            new Measured(counter, double.PositiveInfinity, [new("which.one", null)]),
            new Measured(gauge, double.NaN, []),
        ]).ShouldBe(
            """
            # HELP store_a_b_seconds_total One\nline \\ more
            # TYPE store_a_b_seconds_total counter
            store_a_b_seconds_total{which_one="a \"b\" \\ c\nd"} 1.5
            store_a_b_seconds_total{which_one=""} +Inf
            # TYPE _2nd gauge
            _2nd NaN

            """, StringCompareShould.IgnoreLineEndings);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .+|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_]\w*="([^"\\]|\\.)*",?)+\})? [-+0-9.eEINaf]+)$""")]
    private static partial Regex Line();
}
