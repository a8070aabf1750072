using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>A shop that limits nobody, so that what is asked of it gets through to it.</summary>
internal sealed class FuzzShop : Shop
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-fuzz-");

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

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // On disk, so that what is stored is not taken for memory that grows.
        builder.UseSetting("Store:DataPath", _folder.FullName);
        builder.UseSetting("Store:Demo", "false");
        builder.UseSetting("Store:Admin:Email", AdminEmail);
        builder.UseSetting("Store:Admin:Password", Password);
        foreach (var name in new[] { "Read", "Write", "Login", "Checkout", "Heavy", "Live", "Message" })
        {
            builder.UseSetting($"Store:Limits:{name}:PerSecond", "1000000");
            builder.UseSetting($"Store:Limits:{name}:Burst", "1000000");
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Log));
    }
}
