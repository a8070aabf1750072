using Microsoft.Extensions.DependencyInjection;

namespace OrleansStore.ReadModels.Tests;

public sealed class ReadModelOptionsTests
{
    public static TheoryData<string, ReadModelOptions> Wrong => new()
    {
        { "DatabasePath", new() { DatabasePath = "" } },
        { "BatchSize", new() { BatchSize = 0 } },
        { "BatchSize", new() { BatchSize = ReadModelLimits.BatchSize + 1 } },
        { "Linger", new() { Linger = -TimeSpan.FromTicks(1) } },
        { "Linger", new() { Linger = ReadModelLimits.Linger + TimeSpan.FromTicks(1) } },
        { "ProductCacheBytes", new() { ProductCacheBytes = -1 } },
        { "ListCacheBytes", new() { ListCacheBytes = -1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_its_range_is_named(string option, ReadModelOptions options) =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddReadModels(options)).Message.ShouldContain(option);
}
