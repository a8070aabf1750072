using System.Collections.Immutable;
using System.Net;
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
