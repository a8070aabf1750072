using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A shop of its own with settings of its own.</summary>
/// <param name="environment">Such as Production; null for where tests run.</param>
internal sealed class SetShop((string Key, string Value)[] settings, string? environment = null) : Shop
{
    /// <summary>What it says.</summary>
    public HeardLog Log { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<SetShop> OpenAsync(params (string Key, string Value)[] settings)
    {
        var shop = new SetShop(settings);
        await shop.InitializeAsync();
        return shop;
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var client = CreateClient();
        Address = client.BaseAddress!;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        if (environment is not null) builder.UseEnvironment(environment);
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
    }
}
