using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Webhooks;

namespace OrleansStore.Api.Tests.Webhooks;

public sealed class WebhookHttpTests
{
    private static readonly Guid Id = Guid.Parse("0198f2c0-0000-7000-8000-000000000001");
    private static readonly StoreOptions Strict = new();
    private static readonly StoreOptions Lax = new() { Webhooks = new WebhookOptions { AllowPrivate = true } };

    /// <summary>Made with <c>openssl dgst -sha256 -hmac</c>.</summary>
    [Fact]
    public void A_signature_is_what_anybody_computes() =>
        WebhookSignature.Of("whsec_correct-horse-battery-staple", Id.ToString(), 1_795_255_200, """{"id":"x","type":"order.created"}"""u8)
            .ShouldBe("v1=a9b5f98838b5f4a965aae07761581de74b87e31086174d39d073b3a93aa9b4fa");

    [Fact]
    public void A_signature_is_another_for_another_secret_time_id_or_body()
    {
        string[] all =
        [
            WebhookSignature.Of("a", "1", 2, "3"u8), WebhookSignature.Of("b", "1", 2, "3"u8), WebhookSignature.Of("a", "2", 2, "3"u8),
            WebhookSignature.Of("a", "1", 3, "3"u8), WebhookSignature.Of("a", "1", 2, "4"u8),
        ];
        all.ShouldBeUnique();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("8.8.8.8", "192.168.1.1")]
    [InlineData]
    public async Task A_name_that_leads_behind_the_firewall_is_not_called(params string[] addresses)
    {
        using var http = new WebhookHttp(Strict, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));
        var outcome = await SendAsync(http, "https://rebound.example.com/");
        outcome.Error.ShouldBe("the name leads to an address that is not on the public internet");
        outcome.IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_that_is_called()
    {
        await using var receiver = await new HookReceiver().UpAsync();
        var looked = 0;
        using var http = new WebhookHttp(Lax, TimeProvider.System, (_, _) =>
        {
            looked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        (await SendAsync(http, receiver.Url.Replace("127.0.0.1", "hooks.example.com", StringComparison.Ordinal))).Error.ShouldBeNull();
        looked.ShouldBe(1);
        receiver.Got.ShouldHaveSingleItem().Id.ShouldBe(Id.ToString());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await new HookReceiver().UpAsync();
        receiver.Answer = (_, response) =>
        {
            response.Redirect(receiver.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        using var http = new WebhookHttp(Lax, TimeProvider.System);
        var outcome = await SendAsync(http, receiver.Url);
        (outcome.Error, outcome.Status).ShouldBe(("answered 307", 307));
        receiver.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_was_allowed_once_is_not_called_when_it_is_not_any_more()
    {
        await using var receiver = await new HookReceiver().UpAsync();
        using var http = new WebhookHttp(Strict, TimeProvider.System);
        (await SendAsync(http, receiver.Url)).Error.ShouldBe("'url' must begin with https://.");
        receiver.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_there_is_told_from_a_refusal_and_an_answer_without_end_is_not_read()
    {
        await using var receiver = new HookReceiver();
        using var http = new WebhookHttp(Lax, TimeProvider.System);
        (await SendAsync(http, receiver.Url)).Error.ShouldBe("no connection");

        await receiver.UpAsync();
        receiver.Answer = async (_, response) =>
        {
            try
            {
                for (var i = 0; i < 1_000_000; i++) await response.WriteAsync("more and more ", response.HttpContext.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The store has gone.
            }
        };
        (await SendAsync(http, receiver.Url)).Error.ShouldBeNull();
    }

    private static Task<Grains.Outbound.DeliveryOutcome> SendAsync(WebhookHttp http, string url) =>
        http.SendAsync(url, "secret", Id, Encoding.UTF8.GetBytes("{}"), TestContext.Current.CancellationToken);
}
