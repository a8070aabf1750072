using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Tests.Webhooks;
using OrleansStore.Contracts.Outbound;

[assembly: AssemblyFixture(typeof(HookShop))]

namespace OrleansStore.Api.Tests.Webhooks;

/// <summary>A shop that may call this machine and does not wait long before it tries again.</summary>
public sealed class HookShop : Shop
{
    public const string Secret = "a secret of the integrator's own";

    /// <summary>A new subscription.</summary>
    public async Task<Guid> SubscribeAsync(string url, params string[] events) =>
        (await Admin.Post("/webhooks", new { url, events, secret = Secret })).MustBe(201).Id;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Store:Webhooks:AllowPrivate", "true");
        builder.ConfigureTestServices(services => services.AddSingleton(new OutboundLimits
        {
            Poll = TimeSpan.FromMilliseconds(20),
            Timeout = TimeSpan.FromSeconds(2),
            FirstRetry = TimeSpan.FromMilliseconds(50),
            LongestRetry = TimeSpan.FromMilliseconds(500),
        }));
    }
}
