using Microsoft.AspNetCore.Hosting;
using OrleansStore.Api.Tests.Payments;
using OrleansStore.Api.Tests.Setup;

[assembly: AssemblyFixture(typeof(StripeShop))]

namespace OrleansStore.Api.Tests.Payments;

/// <summary>A shop that is paid by a Stripe of its own. Its tests take turns, for each has its own kind of trouble.</summary>
public sealed class StripeShop : Shop
{
    public FakeStripe Stripe { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Stripe = await FakeStripe.StartAsync();
        await base.InitializeAsync();
        using var client = CreateClient();
        Stripe.Webhook = new Uri(client.BaseAddress!, "/api/v1/payments/webhooks/stripe");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Store:Payments:Provider", "stripe");
        builder.UseSetting("Store:Payments:Stripe:ApiBase", Stripe.Address.ToString());
        builder.UseSetting("Store:Payments:Stripe:ApiKey", FakeStripe.ApiKey);
        builder.UseSetting("Store:Payments:Stripe:WebhookSecret", FakeStripe.Secret);
        builder.UseSetting("Store:Payments:Stripe:Timeout", "00:00:00.5");
    }
}
