using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Npgsql;
using OrleansStore.Silo.Accounts;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Silo.Configuration;

/// <summary>Reads <see cref="StoreOptions"/>, strictly: a key that nobody reads is a setting that somebody believes in.</summary>
public static class StoreConfiguration
{
    private const string Section = "Store";
    private const string Primary = "Store";
    private const string Replica = "StoreRead";
    private const string Example = "Host=localhost;Database=store;Username=store";

    /// <summary>Reads the options.</summary>
    /// <param name="demo">What <see cref="StoreOptions.Demo"/> and <see cref="StoreOptions.Docs"/> are when nobody sets them: what is for trying out.</param>
    /// <exception cref="StoreConfigurationException">A key is unknown or a value is not allowed; all of them are named.</exception>
    public static StoreOptions Read(IConfiguration configuration, bool demo)
    {
        var options = new StoreOptions { Demo = demo, Docs = demo };
        var problems = new List<string>();
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable(makePathsRelative: true))
        {
            // Some sources give a section with keys in it an empty value of its own.
            if (value is null || (value.Length == 0 && configuration.GetSection($"{Section}:{key}").GetChildren().Any())) continue;

            if (RateTables.Has(key)) continue;

            var setting = StoreSetting.All.FirstOrDefault(s => StoreSetting.Is(s.Key, key));
            if (setting?.Apply(options, value) is { } applied)
            {
                options = applied;
            }
            else
            {
                problems.Add($"{Section}:{key} ({Origin(configuration, $"{Section}:{key}")}): {Complaint(setting, key, value)}");
            }
        }

        options = RateTables.Read(options, configuration.GetSection(Section), (key, complaint) =>
            problems.Add($"{Section}:{key} ({Origin(configuration, $"{Section}:{key}")}): {complaint}"));
        options = options with { Database = ReadDatabase(configuration, options, problems) };
        if (options.Smtp is { Host: not null, From: null }) problems.Add("Store:Smtp:From: missing; Store:Smtp:Host is set, and e-mails need somebody they are from.");
        if (options.Accounts.Verification == EmailVerification.Required && options.Smtp.Host is null)
            problems.Add("Store:Accounts:Verification: required, but without Store:Smtp:Host nothing can be sent to verify.");
        if (options.Admin.Password is { } password && PasswordPolicy.Objection(password, options.Admin.Email, null) is not null)
            problems.Add("Store:Admin:Password: may not be the e-mail address.");
        problems.AddRange(EngineParts.Objections(options));
        problems.AddRange(PaymentObjections(options));
        problems.AddRange(RecommendationSettings.Objections(options));
        problems.AddRange(ReadModelObjections(options));
        return problems.Count == 0 ? options : throw new StoreConfigurationException(problems);
    }

    private static IEnumerable<string> ReadModelObjections(StoreOptions options)
    {
        if (options.ReadModels == ReadModelKind.Postgres && options.Journal != JournalKind.Postgres)
            yield return "Store:ReadModels: postgres is the journal's PostgreSQL; set Store:Journal to postgres, or take it away.";
    }

    private static IEnumerable<string> PaymentObjections(StoreOptions options)
    {
        if (options.Payments.Provider != PaymentProvider.Stripe) yield break;
        if (options.Cluster.Role == ClusterRole.Silo && options.Payments.Stripe.ApiKey is null)
            yield return "Store:Payments:Stripe:ApiKey: missing; Store:Payments:Provider is stripe, which needs it.";
        if (options.Cluster.Role == ClusterRole.Client && options.Payments.Stripe.WebhookSecret is null)
            yield return "Store:Payments:Stripe:WebhookSecret: missing; Store:Payments:Provider is stripe, and this process takes its webhooks.";
    }

    private static DatabaseOptions ReadDatabase(IConfiguration configuration, StoreOptions options, List<string> problems)
    {
        if (options.Journal == JournalKind.Postgres)
            return new() { Store = ReadConnection(configuration, Primary, problems) ?? "", StoreRead = ReadConnection(configuration, Replica, problems) };

        // Somebody believes that the orders go there.
        foreach (var name in new[] { Primary, Replica }.Where(name => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(name))))
            problems.Add($"ConnectionStrings:{name} ({Origin(configuration, $"ConnectionStrings:{name}")}): nobody reads it; set Store:Journal to postgres, or take it away.");
        return new();
    }

    private static string? ReadConnection(IConfiguration configuration, string name, List<string> problems)
    {
        var text = configuration.GetConnectionString(name);
        var key = $"ConnectionStrings:{name}";
        if (string.IsNullOrWhiteSpace(text))
        {
            if (name == Primary) problems.Add($"{key}: missing; Store:Journal is postgres, which needs it, as in {Example}.");
            return null;
        }

        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(connection.Host))
            {
                problems.Add($"{key} ({Origin(configuration, key)}): names no Host.");
                return null;
            }

            // Of several hosts any would do otherwise, a standby too, and decisions need the newest.
            if (name == Primary && connection.Host.Contains(',')) connection.TargetSessionAttributes ??= "primary";
            return connection.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // What cannot be read may be a piece of a password, so it is not shown.
            problems.Add($"{key} ({Origin(configuration, key)}): cannot be read as a connection string, as in {Example}.");
            return null;
        }
    }

    private static string Complaint(StoreSetting? setting, string key, string value)
    {
        return setting is null
            ? $"unknown; known are {string.Join(", ", StoreSetting.All.Select(s => s.Key))}, {RateTables.Keys}."
            : $"{Shown(setting, value)} is not allowed; allowed: {setting.Allowed}.";
    }

    private static string Shown(StoreSetting setting, string value) =>
        setting.IsSecret ? "the value" : $"'{value}'";

    private static string Origin(IConfiguration configuration, string key)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => p.TryGet(key, out _));
        return provider switch
        {
            EnvironmentVariablesConfigurationProvider => $"environment variable {key.Replace(":", "__", StringComparison.Ordinal)}",
            CommandLineConfigurationProvider => $"command line --{key}",
            FileConfigurationProvider file => $"file {file.Source.Path}",
            null => "configuration",
            _ => provider.ToString() ?? provider.GetType().Name,
        };
    }
}

/// <summary>The configuration cannot be used; the message names every key, what is allowed, and where it came from.</summary>
public sealed class StoreConfigurationException(IReadOnlyList<string> problems)
    : Exception("The configuration cannot be used:" + string.Concat(problems.Select(p => Environment.NewLine + "  " + p)))
{
    /// <summary>One line for each key.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
