using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>A shop that limits nobody, so that what is asked of it gets through to it.</summary>
internal sealed class FuzzShop : Shop
{
    /// <summary>What it says while it is attacked.</summary>
    public HeardLog Log { get; } = new();

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var client = CreateClient();
        Port = client.BaseAddress!.Port;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var name in new[] { "Read", "Write", "Login", "Checkout", "Heavy", "Live", "Message" })
        {
            builder.UseSetting($"Store:Limits:{name}:PerSecond", "1000000");
            builder.UseSetting($"Store:Limits:{name}:Burst", "1000000");
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Log));
    }
}
