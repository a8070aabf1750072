using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.Accounts;
using OrleansStore.Silo.Payments.Stripe;

namespace OrleansStore.Silo.Configuration;

/// <summary>One key under <c>Store</c>.</summary>
/// <param name="Key">Relative to <c>Store</c>, with colons.</param>
/// <param name="Allowed">What may stand there, for people.</param>
/// <param name="Apply">The options with the value in them, or null when the value is not allowed.</param>
internal sealed partial record StoreSetting(string Key, string Allowed, Func<StoreOptions, string, StoreOptions?> Apply)
{
    /// <summary>A minute: no provider thinks longer, and callers have given up.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Five minutes: orchestrators kill what takes longer to stop.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(5);

    /// <summary>More often a look would find nothing new.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Reminders are not kept closer.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>What is over its time for longer than that would be noticed by people.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Nobody waits longer.</summary>
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>More is no limit.</summary>
    private const int MostCalls = 1_000_000;

    /// <summary>Every key that does something.</summary>
    public static IReadOnlyList<StoreSetting> All { get; } =
    [
        new("DataPath", "a folder", (o, v) => v.Length > 0 ? o with { DataPath = v } : null),
        new("Journal", "sqlite, postgres, memory", (o, v) => Named<JournalKind>(v) is { } kind ? o with { Journal = kind } : null),
        new("ReadModels", "sqlite, postgres", (o, v) => Named<ReadModelKind>(v) is { } kind ? o with { ReadModels = kind } : null),
        new("Demo", "true, false", (o, v) => bool.TryParse(v, out var demo) ? o with { Demo = demo } : null),
        new("Currency", "three capital letters (ISO 4217)", (o, v) => Currency().IsMatch(v) ? o with { Currency = v } : null),
        new("Admin:Email", "an e-mail address", (o, v) => v.Length <= 254 && Email().IsMatch(v)
            ? o with { Admin = o.Admin with { Email = v } } : null),
        new("Admin:Password", $"from {PasswordPolicy.Shortest} to {PasswordPolicy.Longest} characters, and none of the common ones", (o, v) => PasswordPolicy.Fits(v) && !PasswordPolicy.IsCommon(v)
            ? o with { Admin = o.Admin with { Password = v } } : null),
        new("Accounts:Verification", "required, optional", (o, v) => Named<EmailVerification>(v) is { } verification
            ? o with { Accounts = o.Accounts with { Verification = verification } } : null),
        new("Cluster:Role", "silo, client", (o, v) => Named<ClusterRole>(v) is { } role ? Cluster(o, c => c with { Role = role }) : null),
        new("Cluster:Id", "from 1 to 64 letters, digits, '-' or '_'", (o, v) => ClusterId().IsMatch(v) ? Cluster(o, c => c with { Id = v }) : null),
        new("Cluster:Address", "an IP address of this machine", (o, v) => IPAddress.TryParse(v, out var address) && IsOneMachine(address)
            ? Cluster(o, c => c with { Address = address }) : null),
        Port("Cluster:SiloPort", (c, port) => c with { SiloPort = port }),
        Port("Cluster:GatewayPort", (c, port) => c with { GatewayPort = port }),
        new("Cluster:Drain", $"a time span from 00:00:00 to {LongestDrain}", (o, v) =>
            Span(v, LongestDrain) is { } drain ? Cluster(o, c => c with { Drain = drain }) : null),
        new("Payments:Provider", "simulated, stripe", (o, v) => Named<PaymentProvider>(v) is { } provider
            ? o with { Payments = o.Payments with { Provider = provider } } : null),
        new("Payments:Stripe:ApiBase", "an https address, or an http address of this machine", (o, v) =>
            ApiBase(v) is { } address ? Stripe(o, s => s with { ApiBase = address }) : null),
        new("Payments:Stripe:ApiKey", "a key of Stripe (sk_… or rk_…)", (o, v) => Secret().IsMatch(v) ? Stripe(o, s => s with { ApiKey = v }) : null),
        new("Payments:Stripe:WebhookSecret", "a webhook's signing secret (whsec_…)", (o, v) => Secret().IsMatch(v) ? Stripe(o, s => s with { WebhookSecret = v }) : null),
        Period("Payments:Stripe:Timeout", TimeSpan.FromMilliseconds(100), StripeLimits.Total, (o, span) => Stripe(o, s => s with { Timeout = span })),
        Rate("DeclineRate", (s, rate) => s with { DeclineRate = rate }),
        Rate("TimeoutRate", (s, rate) => s with { TimeoutRate = rate }),
        Rate("DuplicateRate", (s, rate) => s with { DuplicateRate = rate }),
        new("Payments:Simulated:Delay", $"a time span from 00:00:00 to {LongestDelay}", (o, v) =>
            Span(v, LongestDelay) is { } delay ? Simulated(o, s => s with { Delay = delay }) : null),
        Period("Sweep:Every", Second, Day, (o, every) => o with { Deadlines = o.Deadlines with { SweepEvery = every } }),
        Period("Orders:PaymentDeadline", Second, Year, (o, span) => o with { Deadlines = o.Deadlines with { Payment = span } }),
        Period("Carts:Lifetime", Second, Year, (o, span) => o with { Deadlines = o.Deadlines with { CartLifetime = span } }),
        Period("Reconciliation:Every", Minute, Year, (o, every) => o with { Reconciliation = new(every) }),
        Count("Limits:BodyBytes", 1 << 10, 64 << 20, (l, n) => l with { BodyBytes = n }),
        Count("Limits:ImportBytes", 1 << 10, int.MaxValue, (l, n) => l with { ImportBytes = n }),
        // Outbound: e-mail, webhooks, broker.
        new("Smtp:Host", "a host name", (o, v) => v.Length > 0 ? Smtp(o, s => s with { Host = v }) : null),
        new("Smtp:Port", "a port from 1 to 65535", (o, v) =>
            ushort.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? Smtp(o, s => s with { Port = port }) : null),
        new("Smtp:From", "an e-mail address", (o, v) => v.Length <= 254 && Email().IsMatch(v) ? Smtp(o, s => s with { From = v }) : null),
        new("Smtp:User", "a name", (o, v) => v.Length > 0 ? Smtp(o, s => s with { User = v }) : null),
        new("Smtp:Password", "a password", (o, v) => v.Length > 0 ? Smtp(o, s => s with { Password = v }) : null),
        new("Smtp:Tls", "true, false", (o, v) => bool.TryParse(v, out var tls) ? Smtp(o, s => s with { Tls = tls }) : null),
        new("Webhooks:AllowPrivate", "true, false", (o, v) =>
            bool.TryParse(v, out var allowed) ? o with { Webhooks = o.Webhooks with { AllowPrivate = allowed } } : null),
        new("RabbitMq:Uri", "an address that begins with amqp:// or amqps://", (o, v) =>
            Uri.TryCreate(v, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" ? o with { RabbitMq = new() { Uri = uri } } : null),
        new("PublicUrl", "an address that begins with http:// or https://", (o, v) =>
            Uri.TryCreate(v, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? o with { PublicUrl = v.TrimEnd('/') } : null),
        new("Language", "en, de", (o, v) => Named<StoreLanguage>(v) is { } language ? o with { Language = language } : null),
        new("PersonalData:MasterKey", KeyRule, (o, v) =>
            MasterKey(v) is { } key ? o with { PersonalData = o.PersonalData with { MasterKey = key } } : null),
        new("PersonalData:OtherMasterKeys", $"{KeyRule}; several with commas between them", (o, v) =>
            v.Split(',', StringSplitOptions.TrimEntries).Select(MasterKey).ToList() is var keys && keys.TrueForAll(k => k is not null)
                ? o with { PersonalData = o.PersonalData with { OtherMasterKeys = [.. keys.Select(k => k!.Value)] } } : null),
        Count("Limits:WaitingPasswords", 1, 100_000, (l, n) => l with { WaitingPasswords = n }),
        .. RecommendationSettings.All,
        // The open web: rates, load, browsers, proxies.
        new("Limits:Counted", "true, false", (o, v) => bool.TryParse(v, out var counted) ? o with { Limits = o.Limits with { Counted = counted } } : null),
        .. Rates("Read", r => r.Read, (r, rate) => r with { Read = rate }),
        .. Rates("Write", r => r.Write, (r, rate) => r with { Write = rate }),
        .. Rates("Login", r => r.Login, (r, rate) => r with { Login = rate }),
        .. Rates("Checkout", r => r.Checkout, (r, rate) => r with { Checkout = rate }),
        .. Rates("Heavy", r => r.Heavy, (r, rate) => r with { Heavy = rate }),
        .. Rates("Live", r => r.Live, (r, rate) => r with { Live = rate }),
        .. Rates("Message", r => r.Message, (r, rate) => r with { Message = rate }),
        Count("Limits:InFlight:Usual", 1, MostCalls, (l, n) => l with { InFlight = l.InFlight with { Usual = n } }),
        Count("Limits:InFlight:Login", 1, MostCalls, (l, n) => l with { InFlight = l.InFlight with { Login = n } }),
        Count("Limits:InFlight:Checkout", 1, MostCalls, (l, n) => l with { InFlight = l.InFlight with { Checkout = n } }),
        Count("Limits:InFlight:Heavy", 1, MostCalls, (l, n) => l with { InFlight = l.InFlight with { Heavy = n } }),
        new("Proxies", "addresses or networks (10.0.0.0/8), separated by commas", (o, v) => Networks(v) is { } networks
            ? o with { Proxies = networks } : null),
        new("Cors:Origins", "origins such as https://shop.example.com, separated by commas; no path, no *", (o, v) =>
            v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } origins && origins.All(IsOrigin)
                ? o with { Origins = [.. origins] } : null),
        new("Docs", "true, false", (o, v) => bool.TryParse(v, out var docs) ? o with { Docs = docs } : null),
    ];

    /// <summary>Its values are never printed, not even bad ones.</summary>
    public bool IsSecret => Key == "RabbitMq:Uri" || new[] { "Password", "Key", "Keys", "Secret" }.Any(end => Key.EndsWith(end, StringComparison.Ordinal));

    private const string KeyRule = "32 random bytes in base64 (openssl rand -base64 32)";

    /// <summary>Keys are compared as the configuration does.</summary>
    public static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static StoreSetting Rate(string name, Func<SimulatedPaymentOptions, double, SimulatedPaymentOptions> set) =>
        new($"Payments:Simulated:{name}", "a number from 0 to 1", (o, v) =>
            double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
                ? Simulated(o, s => set(s, rate)) : null);

    private static StoreSetting Port(string key, Func<ClusterOptions, int, ClusterOptions> set) =>
        new(key, "a port from 1 to 65535", (o, v) =>
            ushort.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? Cluster(o, c => set(c, port)) : null);

    private static StoreSetting Period(string key, TimeSpan from, TimeSpan to, Func<StoreOptions, TimeSpan, StoreOptions> set) =>
        new(key, $"a time span from {from} to {to}", (o, v) => Span(v, to) is { } span && span >= from ? set(o, span) : null);

    private static StoreSetting Count(string key, int from, int to, Func<LimitOptions, int, LimitOptions> set) =>
        new(key, $"a number from {from} to {to}", (o, v) =>
            int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= from && count <= to
                ? o with { Limits = set(o.Limits, count) } : null);

    private static ImmutableArray<byte>? MasterKey(string value)
    {
        var key = new byte[SealingKey.Size + 1];
        return Convert.TryFromBase64String(value, key, out var length) && length == SealingKey.Size ? [.. key[..length]] : null;
    }

    private static StoreSetting[] Rates(string name, Func<RateLimitOptions, RateOptions> get, Func<RateLimitOptions, RateOptions, RateLimitOptions> set) =>
    [
        Count($"Limits:{name}:PerSecond", 1, MostCalls, (l, n) => l with { Rates = set(l.Rates, get(l.Rates) with { PerSecond = n }) }),
        Count($"Limits:{name}:Burst", 1, MostCalls, (l, n) => l with { Rates = set(l.Rates, get(l.Rates) with { Burst = n }) }),
    ];

    private static ImmutableArray<IPNetwork>? Networks(string value)
    {
        var all = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network).ToList();
        return all.Count > 0 && all.TrueForAll(one => one is not null) ? [.. all.Select(one => one!.Value)] : null;
    }

    /// <summary>As browsers write it, for it is compared letter by letter.</summary>
    private static bool IsOrigin(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == value;

    // A lone address is a network of one.
    private static IPNetwork? Network(string value) =>
        IPNetwork.TryParse(value, out var network) ? network
        : IPAddress.TryParse(value, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static T? Named<T>(string value)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(name => Is(name.ToString()!, value));

    private static TimeSpan? Span(string value, TimeSpan longest) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= longest ? span : null;

    // "Any" is where one listens, not where one is reached.
    private static bool IsOneMachine(IPAddress address) => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    private static StoreOptions Cluster(StoreOptions o, Func<ClusterOptions, ClusterOptions> set) => o with { Cluster = set(o.Cluster) };

    private static StoreOptions Smtp(StoreOptions o, Func<SmtpOptions, SmtpOptions> set) => o with { Smtp = set(o.Smtp) };

    private static StoreOptions Simulated(StoreOptions o, Func<SimulatedPaymentOptions, SimulatedPaymentOptions> set) =>
        o with { Payments = o.Payments with { Simulated = set(o.Payments.Simulated) } };

    private static StoreOptions Stripe(StoreOptions o, Func<StripeOptions, StripeOptions> set) =>
        o with { Payments = o.Payments with { Stripe = set(o.Payments.Stripe) } };

    // Keys go there: never in the clear over a network.
    private static Uri? ApiBase(string value) =>
        Uri.TryCreate(value.EndsWith('/') ? value : value + "/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[A-Za-z0-9_]{8,255}$")]
    private static partial Regex Secret();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex ClusterId();
}
