using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Outbound;

namespace OrleansStore.Api.Tests.Mail;

/// <summary>A shop with a mail server of its own.</summary>
public sealed class MailShop : Shop
{
    internal FakeSmtpServer Post { get; } = new();

    /// <summary>The e-mails to somebody.</summary>
    internal IEnumerable<string> To(string address) => Post.Taken.Where(m => m.Contains($"To: {address}", StringComparison.Ordinal));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Post.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Store:Smtp:Host", "127.0.0.1");
        builder.UseSetting("Store:Smtp:Port", $"{Post.Port}");
        builder.UseSetting("Store:Smtp:From", "shop@example.com");
        builder.UseSetting("Store:PublicUrl", "https://shop.example.com/");
        builder.ConfigureTestServices(services => services.AddSingleton(new OutboundLimits
        {
            Poll = TimeSpan.FromMilliseconds(20),
            FirstRetry = TimeSpan.FromMilliseconds(50),
            LongestRetry = TimeSpan.FromMilliseconds(500),
        }));
    }
}
