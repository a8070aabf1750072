using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Limits;

public sealed class BodyTimeTests : IAsyncLifetime
{
    private readonly QuickShop shop = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task A_body_that_drips_is_given_up_and_so_is_its_connection()
    {
        using var client = await BeginAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var dripping = DripAsync(client.GetStream());
        (await reader.ReadLineAsync(Ct).AsTask().WaitAsync(Patience.Limit, Ct)).ShouldBe("HTTP/1.1 408 Request Timeout");
        var headers = new List<string>();
        while (await reader.ReadLineAsync(Ct) is { Length: > 0 } line) headers.Add(line);
        headers.ShouldContain("Connection: close");
        var length = int.Parse(headers.Single(h => h.StartsWith("Content-Length: ", StringComparison.Ordinal))["Content-Length: ".Length..]);
        var body = new char[length];
        await reader.ReadBlockAsync(body, Ct);
        new string(body).ShouldContain("\"code\":\"requestTimeout\"");
        // While it still drips, its place is free again.
        await Patience.UntilAsync(() => shop.Services.GetRequiredService<LoadBudgets>().Of(LimitClass.Login)!.Taken == 0);
        client.Close();
        await dripping;
    }

    [Fact]
    public async Task A_body_that_comes_late_but_in_time_is_taken()
    {
        using var client = await BeginAsync();
        await Task.Delay(shop.BodyTime / 10, Ct);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("{}".PadRight(1_000)), Ct);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        (await reader.ReadLineAsync(Ct).AsTask().WaitAsync(Patience.Limit, Ct)).ShouldBe("HTTP/1.1 400 Bad Request");
    }

    /// <summary>Sends the headers alone.</summary>
    private async Task<TcpClient> BeginAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", shop.Guest.Http.BaseAddress!.Port, Ct);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"), Ct);
        return client;
    }

    /// <summary>A byte now and then, until nobody listens any more.</summary>
    private static async Task DripAsync(NetworkStream stream)
    {
        try
        {
            for (var i = 0; i < 900; i++)
            {
                await stream.WriteAsync("{"u8.ToArray(), Ct);
                await Task.Delay(20, Ct);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // That is what it was for.
        }
    }

    /// <summary>A shop that waits for bodies a tenth as long.</summary>
    private sealed class QuickShop : Shop
    {
        public TimeSpan BodyTime { get; } = HttpLimits.BodyTime / 10;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new QuickTime(BodyTime)));
        }
    }

    private sealed class QuickTime(TimeSpan bodyTime) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == HttpLimits.BodyTime && period == Timeout.InfiniteTimeSpan ? bodyTime : dueTime, period);
    }
}
