using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var options = Read(
            ("DataPath", "/tmp/store"),
            ("Journal", "Memory"),
            ("Demo", "false"),
            ("Currency", "EUR"),
            ("Admin:Email", "boss@example.com"),
            ("Admin:Password", "long enough"),
            ("Cluster:Role", "silo"),
            ("Cluster:Id", "north"),
            ("Payments:Provider", "simulated"),
            ("Payments:Simulated:DeclineRate", "0.1"),
            ("Payments:Simulated:TimeoutRate", "0.2"),
            ("Payments:Simulated:DuplicateRate", "0.3"),
            ("Payments:Simulated:Delay", "00:00:00.050"),
            ("Limits:BodyBytes", "2048"),
            ("Limits:WaitingPasswords", "7"));
        options.DataPath.ShouldBe("/tmp/store");
        options.Journal.ShouldBe(JournalKind.Memory);
        options.Demo.ShouldBeFalse();
        options.Currency.ShouldBe("EUR");
        options.Admin.ShouldBe(new AdminOptions { Email = "boss@example.com", Password = "long enough" });
        options.Cluster.Id.ShouldBe("north");
        options.Payments.Simulated.ShouldBe(new SimulatedPaymentOptions
        {
            DeclineRate = 0.1,
            TimeoutRate = 0.2,
            DuplicateRate = 0.3,
            Delay = TimeSpan.FromMilliseconds(50),
        });
        options.Limits.ShouldBe(new LimitOptions { BodyBytes = 2048, WaitingPasswords = 7 });
    }

    [Fact]
    public void Without_any_key_the_defaults_hold() => Read().ShouldBe(new StoreOptions { Demo = true });

    [Theory]
    [InlineData("Jurnal", "sqlite", "unknown; known are DataPath, Journal,")]
    [InlineData("Journal", "oracle", "'oracle' is not allowed; allowed: sqlite, memory.")]
    [InlineData("Journal", "postgres", "not available in this version; allowed: sqlite, memory.")]
    [InlineData("DataPath", "", "'' is not allowed; allowed: a folder.")]
    [InlineData("Demo", "yes", "'yes' is not allowed; allowed: true, false.")]
    [InlineData("Currency", "usd", "'usd' is not allowed")]
    [InlineData("Admin:Email", "nobody", "'nobody' is not allowed")]
    [InlineData("Admin:Password", "geheim", "the value is not allowed; allowed: from 8 to 200 characters.")]
    [InlineData("Cluster:Role", "client", "not available in this version; allowed: silo.")]
    [InlineData("Payments:Provider", "stripe", "not available in this version; allowed: simulated.")]
    [InlineData("Payments:Stripe:ApiKey", "sk", "not available in this version.")]
    [InlineData("Payments:Simulated:DeclineRate", "1.1", "allowed: a number from 0 to 1.")]
    [InlineData("Payments:Simulated:DeclineRate", "NaN", "allowed: a number from 0 to 1.")]
    [InlineData("Payments:Simulated:Delay", "-00:00:01", "allowed: a time span")]
    [InlineData("Orders:PaymentDeadline", "01:00:00", "not available in this version.")]
    [InlineData("Smtp:Host", "localhost", "not available in this version.")]
    [InlineData("Limits:BodyBytes", "0", "allowed: a number from 1024")]
    [InlineData("Limits:Carts", "9", "unknown; known are")]
    public void A_wrong_or_unknown_key_is_refused_with_what_is_allowed(string key, string value, string complaint)
    {
        var problem = Should.Throw<StoreConfigurationException>(() => Read((key, value))).Problems.ShouldHaveSingleItem();
        problem.ShouldStartWith($"Store:{key} ");
        problem.ShouldContain(complaint);
        problem.ShouldNotContain("geheim");
    }

    [Fact]
    public void All_problems_are_named_at_once() =>
        Should.Throw<StoreConfigurationException>(() => Read(("Journal", "x"), ("Demo", "x"))).Problems.Count.ShouldBe(2);

    [Fact]
    public void The_options_do_not_print_the_password() => Read(("Admin:Password", "long enough")).ToString().ShouldNotContain("long enough");

    [Fact]
    public async Task The_process_does_not_start_and_says_where_a_wrong_key_came_from()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--Store:Journal", "oracle"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["Store__Payments__Simulated__DeclineRate"] = "often";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(2);
        error.ShouldContain("Store:Journal (command line --Store:Journal): 'oracle' is not allowed");
        error.ShouldContain("Store:Payments:Simulated:DeclineRate (environment variable Store__Payments__Simulated__DeclineRate): 'often' is not allowed");
    }

    private static StoreOptions Read(params (string Key, string Value)[] settings) => StoreConfiguration.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Store:" + s.Key, (string?)s.Value))).Build(), demo: true);
}
