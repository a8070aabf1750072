using System.Collections.Immutable;
using System.Net;
using Npgsql;
using OrleansStore.Grains.Pricing;
using OrleansStore.Grains.Reconciliation;
using OrleansStore.Grains.Sweeping;
using OrleansStore.ReadModels.Recommendations;

namespace OrleansStore.Silo.Configuration;

/// <summary>What operators can set under <c>Store</c>; read and checked by <see cref="StoreConfiguration"/>.</summary>
public sealed record StoreOptions
{
    /// <summary>Folder of the embedded databases and of the keys that protect tokens.</summary>
    public string DataPath { get; init; } = "./data";

    /// <summary>Where events are kept.</summary>
    public JournalKind Journal { get; init; } = JournalKind.Sqlite;

    /// <summary>Where read models are kept.</summary>
    public ReadModelKind ReadModels { get; init; } = ReadModelKind.Sqlite;

    /// <summary>The PostgreSQL of <see cref="JournalKind.Postgres"/>; set under <c>ConnectionStrings</c>.</summary>
    public DatabaseOptions Database { get; init; } = new();

    /// <summary>Whether an empty catalog is filled with the demo products at the start.</summary>
    public bool Demo { get; init; }

    /// <summary>The one currency of the shop: ISO 4217, three capital letters.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The first administrator.</summary>
    public AdminOptions Admin { get; init; } = new();

    /// <summary>How accounts are opened.</summary>
    public AccountOptions Accounts { get; init; } = new();

    /// <summary>This process's place among others.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>How buyers pay.</summary>
    public PaymentOptions Payments { get; init; } = new();

    /// <summary>How long orders and carts may wait, and how often that is looked after.</summary>
    public Deadlines Deadlines { get; init; } = Deadlines.Default;

    /// <summary>What shipping costs; when empty, <c>standard</c> goes anywhere for nothing.</summary>
    public ImmutableArray<ShippingRule> Shipping { get; init; } = [];

    /// <summary>What is taxed; when empty, nothing is.</summary>
    public ImmutableArray<TaxRule> Tax { get; init; } = [];

    /// <summary>How e-mail is sent.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>What integrators' addresses may be.</summary>
    public WebhookOptions Webhooks { get; init; } = new();

    /// <summary>The message broker that events are published to.</summary>
    public RabbitMqOptions RabbitMq { get; init; } = new();

    /// <summary>Where buyers find the shop, without a slash at its end; null where nobody said, and then e-mails hold no links.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The language of e-mails.</summary>
    public StoreLanguage Language { get; init; } = StoreLanguage.En;
    /// <summary>How often stocks and orders are compared.</summary>
    public ReconciliationSchedule Reconciliation { get; init; } = ReconciliationSchedule.Default;

    /// <summary>What is good enough to be recommended, and by which vectors.</summary>
    public RecommendationOptions Recommendations { get; init; } = new();

    /// <summary>How what is stored of people is kept.</summary>
    public PersonalDataOptions PersonalData { get; init; } = new();

    /// <summary>Networks whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: the store's own proxies, and nobody else.</summary>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Web sites whose scripts may call the store from browsers, such as <c>https://shop.example.com</c>.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Whether <c>/docs</c> and <c>/openapi/v1.json</c> are served.</summary>
    public bool Docs { get; init; }

    /// <summary>Limits that depend on the machine.</summary>
    public LimitOptions Limits { get; init; } = new();
}

/// <summary>How what is stored of people is kept.</summary>
public sealed record PersonalDataOptions
{
    /// <summary>Locks the keys of people away; null: the store makes one for itself.</summary>
    public ImmutableArray<byte>? MasterKey { get; init; }

    /// <summary>Unlock what was or will be locked with them, while the master key is changed.</summary>
    public ImmutableArray<ImmutableArray<byte>> OtherMasterKeys { get; init; } = [];

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("MasterKey = ").Append(MasterKey is not null);
        return true;
    }
}

/// <summary>Languages of e-mails.</summary>
public enum StoreLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>German.</summary>
    De,
}

/// <summary>How e-mail is sent.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server; null for none.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 25;

    /// <summary>Who the e-mails are from; needed with <see cref="Host"/>.</summary>
    public string? From { get; init; }

    /// <summary>Whom to log in as; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>With which password.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the connection is to be secured by STARTTLS.</summary>
    public bool Tls { get; init; }

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Host = ").Append(Host).Append(", Port = ").Append(Port);
        return true;
    }
}

/// <summary>What integrators' addresses may be.</summary>
public sealed record WebhookOptions
{
    /// <summary>Whether they may lead anywhere, also to this machine and behind the firewall, and without https. For trials.</summary>
    public bool AllowPrivate { get; init; }
}

/// <summary>The message broker that events are published to.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>Such as <c>amqps://user:password@broker/vhost</c>; null for none.</summary>
    public Uri? Uri { get; init; }

    // A record prints its members; the address holds a password.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Host = ").Append(Uri?.Host);
        return true;
    }
}

/// <summary>Where events are kept.</summary>
public enum JournalKind
{
    /// <summary>In an embedded database under <see cref="StoreOptions.DataPath"/>.</summary>
    Sqlite,

    /// <summary>In PostgreSQL, which several processes may share.</summary>
    Postgres,

    /// <summary>Nowhere: gone with the process. For tests and trials.</summary>
    Memory,
}

/// <summary>Where read models are kept.</summary>
public enum ReadModelKind
{
    /// <summary>In an embedded database of each process, under <see cref="StoreOptions.DataPath"/>.</summary>
    Sqlite,

    /// <summary>In the journal's PostgreSQL, once for all processes.</summary>
    Postgres,
}

/// <summary>How the PostgreSQL is reached.</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>ConnectionStrings:Store</c>: the primary; empty unless events are kept there.</summary>
    public string Store { get; init; } = "";

    /// <summary><c>ConnectionStrings:StoreRead</c>: a replica that read models may be made from; null for none.</summary>
    public string? StoreRead { get; init; }

    /// <summary>Server and database, for people: without names and passwords.</summary>
    public string Place
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(Store);
            return $"PostgreSQL, database {connection.Database ?? connection.Username} on {connection.Host}";
        }
    }

    // A record prints its members; connection strings hold passwords.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("StoreRead = ").Append(StoreRead is not null);
        return true;
    }
}

/// <summary>The first administrator; opened at the start when nobody has the e-mail address.</summary>
public sealed record AdminOptions
{
    /// <summary>The e-mail address to log in with.</summary>
    public string Email { get; init; } = "admin@store.local";

    /// <summary>The password; when null one is generated and printed once.</summary>
    public string? Password { get; init; }

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Email = ").Append(Email);
        return true;
    }
}

/// <summary>How accounts are opened.</summary>
public sealed record AccountOptions
{
    /// <summary>Whether e-mail addresses must be verified; null: where there is a mail server.</summary>
    public EmailVerification? Verification { get; init; }
}

/// <summary>Whether e-mail addresses must be verified.</summary>
public enum EmailVerification
{
    /// <summary>Nobody logs in before.</summary>
    Required,

    /// <summary>Owners are asked to, where e-mail is sent, and may do without.</summary>
    Optional,
}

/// <summary>What a process is among others.</summary>
public enum ClusterRole
{
    /// <summary>It runs grains.</summary>
    Silo,

    /// <summary>It calls grains that other processes run.</summary>
    Client,
}

/// <summary>This process's place among others.</summary>
public sealed record ClusterOptions
{
    /// <summary>What this process is.</summary>
    public ClusterRole Role { get; init; }

    /// <summary>The name that the processes of one store share.</summary>
    public string Id { get; init; } = "store";

    /// <summary>Where the others reach this silo; null for the machine's own address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port for other silos; null for the usual one.</summary>
    public int? SiloPort { get; init; }

    /// <summary>The port for clients; null for the usual one.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>
    /// How long a process that was asked to stop serves on as not ready, so that whoever sends it work learns of it; null
    /// for none where it is alone and for 5 s in a cluster.
    /// </summary>
    public TimeSpan? Drain { get; init; }
}

/// <summary>How buyers pay.</summary>
public sealed record PaymentOptions
{
    /// <summary>Who takes the money.</summary>
    public PaymentProvider Provider { get; init; }

    /// <summary>How Stripe is reached.</summary>
    public StripeOptions Stripe { get; init; } = new();

    /// <summary>How the simulated provider behaves.</summary>
    public SimulatedPaymentOptions Simulated { get; init; } = new();
}

/// <summary>Who takes the money.</summary>
public enum PaymentProvider
{
    /// <summary>Nobody: payments are played.</summary>
    Simulated,

    /// <summary>Stripe.</summary>
    Stripe,
}

/// <summary>How Stripe is reached.</summary>
public sealed record StripeOptions
{
    /// <summary>Where its API is.</summary>
    public Uri ApiBase { get; init; } = new("https://api.stripe.com/");

    /// <summary>The secret key of the account, or a restricted one that may write PaymentIntents and refunds.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The signing secret of the webhook; null: webhooks are not taken.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>How long one call waits for its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    // A record prints its members; secrets must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("ApiBase = ").Append(ApiBase).Append(", Timeout = ").Append(Timeout);
        return true;
    }
}

/// <summary>How the simulated payment provider behaves.</summary>
public sealed record SimulatedPaymentOptions
{
    /// <summary>Share of payments that are declined, from 0 to 1.</summary>
    public double DeclineRate { get; init; }

    /// <summary>Share of payments that are made but never answered, from 0 to 1.</summary>
    public double TimeoutRate { get; init; }

    /// <summary>Share of payments that reach the provider twice, from 0 to 1.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>How long the provider thinks before it answers.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>Limits that depend on the machine, each with its reason.</summary>
public sealed record LimitOptions
{
    /// <summary>Bytes of a request's body; nothing the shop takes is larger but a file to import.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of a file of products to import; a hundred thousand have some 30 MB. It is never in memory whole.</summary>
    public int ImportBytes { get; init; } = 1 << 30;

    /// <summary>Password checks that may wait for their turn; each costs a core some 100 ms, so more would wait for many seconds.</summary>
    public int WaitingPasswords { get; init; } = 64;

    /// <summary>Whether calls are counted at all; not where a gateway in front of the store does it.</summary>
    public bool Counted { get; init; } = true;

    /// <summary>How fast one user may call.</summary>
    public RateLimitOptions Rates { get; init; } = new();

    /// <summary>How many requests may be under way at once.</summary>
    public InFlightOptions InFlight { get; init; } = new();
}

/// <summary>How fast one account, API key or address may call, by what is called; each with its reason.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Reads; a page of a shop makes some ten, and a hundred clients may sit behind one address.</summary>
    public RateOptions Read { get; init; } = new(500, 2_000);

    /// <summary>Changes; an integrator that moves a whole catalog is the fastest.</summary>
    public RateOptions Write { get; init; } = new(100, 1_000);

    /// <summary>Logins and the like, by address alone; an office that comes to work in the morning is the burst.</summary>
    public RateOptions Login { get; init; } = new(5, 50);

    /// <summary>Orders and payments; a till that serves a counter is the fastest.</summary>
    public RateOptions Checkout { get; init; } = new(20, 200);

    /// <summary>Files in and out, trials over past orders; each may work for seconds.</summary>
    public RateOptions Heavy { get; init; } = new(2, 20);

    /// <summary>Opening live connections; all tabs of a household come back at once after a cut.</summary>
    public RateOptions Live { get; init; } = new(20, 200);

    /// <summary>Messages over live connections, all of a user's together; a person sends one at a time.</summary>
    public RateOptions Message { get; init; } = new(100, 1_000);
}

/// <summary>A rate.</summary>
/// <param name="PerSecond">Calls a second that go on and on.</param>
/// <param name="Burst">Calls at once after a rest.</param>
public sealed record RateOptions(int PerSecond, int Burst);

/// <summary>How many requests may be under way at once, by what they do; live connections are not among them.</summary>
public sealed record InFlightOptions
{
    /// <summary>Reads and changes: some hundred milliseconds' work of a small machine.</summary>
    public int Usual { get; init; } = 2_000;

    /// <summary>Logins: those that wait for a password check, and as many that do not yet or no longer.</summary>
    public int Login { get; init; } = 256;

    /// <summary>Orders and payments: each waits for a payment provider, and costs little meanwhile.</summary>
    public int Checkout { get; init; } = 1_000;

    /// <summary>Files in and out, trials over past orders: each keeps a core busy.</summary>
    public int Heavy { get; init; } = 32;
}
