using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Outbound;

namespace OrleansStore.Api.Tests.Mail;

/// <summary>A shop with a mail server of its own.</summary>
public class MailShop : Shop
{
    internal FakeSmtpServer Post { get; } = new();

    /// <summary>Whether nobody logs in before the e-mail address is verified; null: as it is without a word.</summary>
    protected virtual string? Verification => "optional";

    /// <summary>The e-mails to somebody, but for the one with which an account begins.</summary>
    internal IEnumerable<string> To(string address) => AllTo(address).Where(m => !m.Contains("Subject: Please confirm", StringComparison.Ordinal));

    /// <summary>All e-mails to somebody.</summary>
    internal IEnumerable<string> AllTo(string address) => Post.Taken.Where(m => m.Contains($"To: {address}", StringComparison.Ordinal));

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
        if (Verification is { } verification) builder.UseSetting("Store:Accounts:Verification", verification);
        builder.UseSetting("Store:PublicUrl", "https://shop.example.com/");
        builder.ConfigureTestServices(services => services.AddSingleton(new OutboundLimits
        {
            Poll = TimeSpan.FromMilliseconds(20),
            FirstRetry = TimeSpan.FromMilliseconds(50),
            LongestRetry = TimeSpan.FromMilliseconds(500),
        }));
    }
}
