using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansStore.Api.Tests.Readme;

/// <summary>The README's lines, as printed, against a real process.</summary>
public sealed partial class ReadmeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_curl_lines_register_fill_a_cart_order_pay_ship_and_follow_the_order_live()
    {
        var data = Directory.CreateTempSubdirectory("store-readme-");
        using var store = Start("dotnet", Path.Combine(AppContext.BaseDirectory, "OrleansStore.Api.dll"), new()
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Store__DataPath"] = data.FullName,
        });
        try
        {
            var banner = await ReadUntilAsync(store, PrintedPassword());
            var address = PrintedAddress().Match(banner).Groups[1].Value;
            var script = ReadmeCommands.Of("Buy something by the API")
                .Replace("http://127.0.0.1:5080", address, StringComparison.Ordinal)
                .Replace("the-printed-password", PrintedPassword().Match(banner).Groups[1].Value, StringComparison.Ordinal);

            var said = await RunAsync(script + "\nsleep 2\nkill %1\n");

            said.ShouldContain("\"email\":\"ada@example.com\"");
            said.ShouldContain("\"status\":\"paid\"");
            said.ShouldContain("\"email\":\"eve@example.com\"");
            said.ShouldContain("\"orderToken\":\"");
            said.ShouldContain("\"trackingNumber\":\"1Z999\"");
            // A feed's line may follow an answer that ends without one.
            Regex.Matches(said, "(?m)event: (order\\..*|payment\\..*)$").Select(m => m.Groups[1].Value.Trim())
                .ShouldBe(["order.created", "payment.completed", "order.shipped"]);
            Regex.Matches(said, "(?m)id: ([0-9]+)\\r?$").Select(m => m.Groups[1].Value.Trim()).ShouldBe(["1", "2", "3"]);
        }
        finally
        {
            store.Kill();
            await store.WaitForExitAsync(TestContext.Current.CancellationToken);
            data.Delete(recursive: true);
        }
    }

    private static Process Start(string program, string argument, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<string> ReadUntilAsync(Process process, Regex wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        var said = "";
        while (!wanted.IsMatch(said))
        {
            var line = await process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("It ended early: " + said + await process.StandardError.ReadToEndAsync(patience.Token));
            said += line + "\n";
        }

        return said;
    }

    private static async Task<string> RunAsync(string script)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", "set -m\n" + script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = shell.StandardError.ReadToEndAsync(patience.Token);
        var said = await shell.StandardOutput.ReadToEndAsync(patience.Token);
        await shell.WaitForExitAsync(patience.Token);
        return said + await errors;
    }

    [GeneratedRegex("with password (\\S+)")]
    private static partial Regex PrintedPassword();

    [GeneratedRegex("serves on (http://\\S+)")]
    private static partial Regex PrintedAddress();
}
