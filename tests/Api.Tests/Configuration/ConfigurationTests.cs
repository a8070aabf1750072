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
            ("Accounts:Verification", "required"),
            ("Cluster:Role", "silo"),
            ("Cluster:Id", "north"),
            ("Cluster:Drain", "00:00:07"),
            ("Payments:Provider", "simulated"),
            ("Payments:Simulated:DeclineRate", "0.1"),
            ("Payments:Simulated:TimeoutRate", "0.2"),
            ("Payments:Simulated:DuplicateRate", "0.3"),
            ("Payments:Simulated:Delay", "00:00:00.050"),
            ("Smtp:Host", "mail.example.com"),
            ("Smtp:Port", "587"),
            ("Smtp:From", "shop@example.com"),
            ("Smtp:User", "shop"),
            ("Smtp:Password", "geheim"),
            ("Smtp:Tls", "true"),
            ("Webhooks:AllowPrivate", "true"),
            ("RabbitMq:Uri", "amqp://shop:geheim@broker/store"),
            ("PublicUrl", "https://shop.example.com/"),
            ("Language", "de"),
            ("Limits:BodyBytes", "2048"),
            ("Limits:WaitingPasswords", "7"));
        options.DataPath.ShouldBe("/tmp/store");
        options.Journal.ShouldBe(JournalKind.Memory);
        options.ReadModels.ShouldBe(ReadModelKind.Sqlite);
        options.Demo.ShouldBeFalse();
        options.Currency.ShouldBe("EUR");
        options.Admin.ShouldBe(new AdminOptions { Email = "boss@example.com", Password = "long enough" });
        options.Accounts.Verification.ShouldBe(EmailVerification.Required);
        options.Cluster.ShouldBe(new ClusterOptions { Role = ClusterRole.Silo, Id = "north", Drain = TimeSpan.FromSeconds(7) });
        options.Payments.Simulated.ShouldBe(new SimulatedPaymentOptions
        {
            DeclineRate = 0.1,
            TimeoutRate = 0.2,
            DuplicateRate = 0.3,
            Delay = TimeSpan.FromMilliseconds(50),
        });
        options.Smtp.ShouldBe(new SmtpOptions { Host = "mail.example.com", Port = 587, From = "shop@example.com", User = "shop", Password = "geheim", Tls = true });
        options.Webhooks.AllowPrivate.ShouldBeTrue();
        options.RabbitMq.Uri.ShouldBe(new Uri("amqp://shop:geheim@broker/store"));
        options.PublicUrl.ShouldBe("https://shop.example.com");
        options.Language.ShouldBe(StoreLanguage.De);
        options.ToString().ShouldNotContain("geheim");
        options.Limits.ShouldBe(new LimitOptions { BodyBytes = 2048, WaitingPasswords = 7 });
    }

    [Fact]
    public void Without_any_key_the_defaults_hold() => Read().ShouldBe(new StoreOptions { Demo = true, Docs = true });

    [Theory]
    [InlineData("Jurnal", "sqlite", "unknown; known are DataPath, Journal,")]
    [InlineData("Journal", "oracle", "'oracle' is not allowed; allowed: sqlite, postgres, memory.")]
    [InlineData("DataPath", "", "'' is not allowed; allowed: a folder.")]
    [InlineData("Demo", "yes", "'yes' is not allowed; allowed: true, false.")]
    [InlineData("Currency", "usd", "'usd' is not allowed")]
    [InlineData("Admin:Email", "nobody", "'nobody' is not allowed")]
    [InlineData("Admin:Password", "geheim", "the value is not allowed; allowed: from 8 to 200 characters, and none of the common ones.")]
    [InlineData("Admin:Password", "QWERTY123456", "the value is not allowed; allowed: from 8 to 200 characters, and none of the common ones.")]
    [InlineData("Accounts:Verification", "maybe", "'maybe' is not allowed; allowed: required, optional.")]
    [InlineData("Cluster:Role", "master", "'master' is not allowed; allowed: silo, client.")]
    [InlineData("Cluster:Address", "silo-1", "'silo-1' is not allowed; allowed: an IP address of this machine.")]
    [InlineData("Cluster:Address", "0.0.0.0", "'0.0.0.0' is not allowed")]
    [InlineData("Cluster:SiloPort", "0", "'0' is not allowed; allowed: a port from 1 to 65535.")]
    [InlineData("Cluster:GatewayPort", "65536", "'65536' is not allowed")]
    [InlineData("Cluster:Drain", "01:00:00", "'01:00:00' is not allowed; allowed: a time span from 00:00:00 to 00:05:00.")]
    [InlineData("Payments:Provider", "paypal", "'paypal' is not allowed; allowed: simulated, stripe.")]
    [InlineData("Payments:Stripe:ApiKey", "sk", "the value is not allowed; allowed: a key of Stripe")]
    [InlineData("Payments:Stripe:WebhookSecret", "a secret", "the value is not allowed; allowed: a webhook's signing secret")]
    [InlineData("Payments:Stripe:ApiBase", "http://example.com", "allowed: an https address, or an http address of this machine.")]
    [InlineData("Payments:Stripe:Timeout", "00:01:00", "allowed: a time span from 00:00:00.1000000 to 00:00:12.")]
    [InlineData("Payments:Simulated:DeclineRate", "1.1", "allowed: a number from 0 to 1.")]
    [InlineData("Payments:Simulated:DeclineRate", "NaN", "allowed: a number from 0 to 1.")]
    [InlineData("Payments:Simulated:Delay", "-00:00:01", "allowed: a time span")]
    [InlineData("Orders:PaymentDeadline", "00:00:00", "is not allowed; allowed: a time span from 00:00:01 to 365.00:00:00.")]
    [InlineData("Carts:Lifetime", "forever", "is not allowed; allowed: a time span from 00:00:01 to 365.00:00:00.")]
    [InlineData("Sweep:Every", "2.00:00:00", "is not allowed; allowed: a time span from 00:00:01 to 1.00:00:00.")]
    [InlineData("Smtp:Port", "0", "'0' is not allowed; allowed: a port from 1 to 65535.")]
    [InlineData("Smtp:From", "nobody", "'nobody' is not allowed; allowed: an e-mail address.")]
    [InlineData("Smtp:Tls", "maybe", "allowed: true, false.")]
    [InlineData("Smtp:Host", "localhost", "missing; Store:Smtp:Host is set")]
    [InlineData("Webhooks:AllowPrivate", "yes", "allowed: true, false.")]
    [InlineData("RabbitMq:Uri", "https://user:geheim@broker", "the value is not allowed; allowed: an address that begins with amqp://")]
    [InlineData("PublicUrl", "shop.example.com", "'shop.example.com' is not allowed")]
    [InlineData("Language", "fr", "'fr' is not allowed; allowed: en, de.")]
    [InlineData("Reconciliation:Every", "00:00:30", "is not allowed; allowed: a time span from 00:01:00 to 365.00:00:00.")]
    [InlineData("Recommendations:SimilarThreshold", "1.1", "'1.1' is not allowed; allowed: a number from 0 to 1.")]
    [InlineData("Recommendations:PersonalThreshold", "-1", "'-1' is not allowed; allowed: a number from 0 to 1.")]
    [InlineData("Recommendations:PersonalRating", "6", "'6' is not allowed; allowed: a number of stars from 0 to 5.")]
    [InlineData("Recommendations:PopularRating", "many", "'many' is not allowed; allowed: a number of stars from 0 to 5.")]
    [InlineData("Recommendations:ComparedProducts", "-1", "allowed: a number from 0 to 10000000.")]
    [InlineData("Recommendations:Embeddings:Endpoint", "models.example.com", "allowed: an address that begins with http:// or https://.")]
    [InlineData("Recommendations:Embeddings:Model", "", "allowed: the name of a model.")]
    [InlineData("Recommendations:Embeddings:ApiKey", "geheim mit Leerzeichen", "the value is not allowed; allowed: a key without spaces.")]
    [InlineData("Recommendations:Embeddings:Timeout", "1.00:00:00", "allowed: a time span from 00:00:00.1000000 to 00:10:00.")]
    [InlineData("Limits:BodyBytes", "0", "allowed: a number from 1024")]
    [InlineData("Limits:Carts", "9", "unknown; known are")]
    public void A_wrong_or_unknown_key_is_refused_with_what_is_allowed(string key, string value, string complaint)
    {
        var problem = Should.Throw<StoreConfigurationException>(() => Read((key, value))).Problems.ShouldHaveSingleItem();
        problem.ShouldStartWith(key == "Smtp:Host" ? "Store:Smtp:From: " : $"Store:{key} ");
        problem.ShouldContain(complaint);
        problem.ShouldNotContain("geheim");
    }

    [Fact]
    public void Verification_needs_a_mail_server() =>
        ProblemOf(("Store:Accounts:Verification", "required")).ShouldStartWith("Store:Accounts:Verification: required, but without Store:Smtp:Host");

    [Fact]
    public void The_administrators_password_is_not_the_address() =>
        ProblemOf(("Store:Admin:Email", "boss@example.com"), ("Store:Admin:Password", "Boss@example.com")).ShouldBe("Store:Admin:Password: may not be the e-mail address.");

    [Fact]
    public void A_model_server_is_named_with_its_model_and_a_key_goes_nowhere_in_the_clear()
    {
        const string Section = "Store:Recommendations:Embeddings";
        ProblemOf(($"{Section}:Model", "small")).ShouldStartWith($"{Section}:Endpoint: missing");
        ProblemOf(($"{Section}:Endpoint", "https://models.example.com")).ShouldStartWith($"{Section}:Model: missing");
        ProblemOf(($"{Section}:Endpoint", "http://models.example.com"), ($"{Section}:Model", "small"), ($"{Section}:ApiKey", "key")).ShouldStartWith($"{Section}:Endpoint: must be an https address");
    }

    [Fact]
    public void Stripe_needs_a_key() =>
        ProblemOf(("Store:Payments:Provider", "stripe")).ShouldStartWith("Store:Payments:Stripe:ApiKey: missing; Store:Payments:Provider is stripe");

    [Fact]
    public void Shared_read_models_need_the_journals_PostgreSQL()
    {
        ProblemOf(("Store:ReadModels", "postgres")).ShouldStartWith("Store:ReadModels: postgres is the journal's PostgreSQL");
        ReadAll(("Store:Journal", "postgres"), ("ConnectionStrings:Store", "Host=db"), ("Store:ReadModels", "postgres")).ReadModels.ShouldBe(ReadModelKind.Postgres);
    }

    [Fact]
    public void Postgres_needs_a_connection_string() =>
        ProblemOf(("Store:Journal", "postgres")).ShouldStartWith("ConnectionStrings:Store: missing; Store:Journal is postgres");

    [Theory]
    [InlineData("Host=localhost;Passwrod=geheim", "cannot be read as a connection string")]
    [InlineData("Host=localhost;Password=x;geheim=y", "cannot be read as a connection string")]
    [InlineData("Database=store;Password=geheim", "names no Host")]
    public void A_connection_string_that_cannot_be_used_is_named_but_not_shown(string text, string complaint)
    {
        var problem = ProblemOf(("Store:Journal", "postgres"), ("ConnectionStrings:Store", text));
        problem.ShouldContain(complaint);
        problem.ShouldNotContain("geheim");
    }

    [Fact]
    public void Connection_strings_are_read_and_never_printed()
    {
        var options = ReadAll(
            ("Store:Journal", "postgres"),
            ("ConnectionStrings:Store", "Host=db;Database=store;Password=geheim"),
            ("ConnectionStrings:StoreRead", "Host=replica;Database=store;Password=geheim"));
        options.Database.Store.ShouldContain("Host=db");
        options.Database.StoreRead.ShouldNotBeNull().ShouldContain("Host=replica");
        options.Database.Place.ShouldBe("PostgreSQL, database store on db");
        options.ToString().ShouldNotContain("geheim");
    }

    [Theory]
    [InlineData("ConnectionStrings:Store")]
    [InlineData("ConnectionStrings:StoreRead")]
    public void A_connection_string_that_nobody_reads_is_refused(string key) =>
        ProblemOf((key, "Host=db;Password=geheim")).ShouldBe($"{key} (MemoryConfigurationProvider): nobody reads it; set Store:Journal to postgres, or take it away.");

    [Fact]
    public void Of_several_hosts_the_primary_is_meant()
    {
        ReadAll(("Store:Journal", "postgres"), ("ConnectionStrings:Store", "Host=a,b")).Database.Store.ShouldContain("Target Session Attributes=primary");
        ReadAll(("Store:Journal", "postgres"), ("ConnectionStrings:Store", "Host=a,b;Target Session Attributes=any")).Database.Store.ShouldContain("Target Session Attributes=any");
    }

    [Fact]
    public void A_client_needs_others_to_talk_to() => ProblemOf(("Store:Cluster:Role", "client")).ShouldStartWith("Store:Cluster:Role: ");

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

    private static StoreOptions Read(params (string Key, string Value)[] settings) => ReadAll([.. settings.Select(s => ("Store:" + s.Key, s.Value))]);

    private static string ProblemOf(params (string Key, string Value)[] settings) =>
        Should.Throw<StoreConfigurationException>(() => ReadAll(settings)).Problems.ShouldHaveSingleItem();

    private static StoreOptions ReadAll(params (string Key, string Value)[] settings) => StoreConfiguration.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), demo: true);
}
