using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansStore.Silo.Configuration;

/// <summary>One key under <c>Store</c>.</summary>
/// <param name="Key">Relative to <c>Store</c>, with colons.</param>
/// <param name="Allowed">What may stand there, for people.</param>
/// <param name="Apply">The options with the value in them, or null when the value is not allowed.</param>
internal sealed partial record StoreSetting(string Key, string Allowed, Func<StoreOptions, string, StoreOptions?> Apply)
{
    /// <summary>Every key that does something.</summary>
    public static IReadOnlyList<StoreSetting> All { get; } =
    [
        new("DataPath", "a folder", (o, v) => v.Length > 0 ? o with { DataPath = v } : null),
        new("Journal", "sqlite, memory", (o, v) => Is(v, "sqlite") ? o with { Journal = JournalKind.Sqlite }
            : Is(v, "memory") ? o with { Journal = JournalKind.Memory } : null),
        new("Demo", "true, false", (o, v) => bool.TryParse(v, out var demo) ? o with { Demo = demo } : null),
        new("Currency", "three capital letters (ISO 4217)", (o, v) => Currency().IsMatch(v) ? o with { Currency = v } : null),
        new("Admin:Email", "an e-mail address", (o, v) => v.Length <= 254 && Email().IsMatch(v)
            ? o with { Admin = o.Admin with { Email = v } } : null),
        new("Admin:Password", "from 8 to 200 characters", (o, v) => v.Length is >= 8 and <= 200
            ? o with { Admin = o.Admin with { Password = v } } : null),
        new("Cluster:Role", "silo", (o, v) => Is(v, "silo") ? o : null),
        new("Cluster:Id", "from 1 to 64 letters, digits, '-' or '_'", (o, v) => ClusterId().IsMatch(v)
            ? o with { Cluster = new() { Id = v } } : null),
        new("Payments:Provider", "simulated", (o, v) => Is(v, "simulated") ? o : null),
        Rate("DeclineRate", (s, rate) => s with { DeclineRate = rate }),
        Rate("TimeoutRate", (s, rate) => s with { TimeoutRate = rate }),
        Rate("DuplicateRate", (s, rate) => s with { DuplicateRate = rate }),
        new("Payments:Simulated:Delay", "a time span from 00:00:00 to 00:01:00", (o, v) =>
            TimeSpan.TryParse(v, CultureInfo.InvariantCulture, out var delay) && delay >= TimeSpan.Zero && delay <= TimeSpan.FromMinutes(1)
                ? Simulated(o, s => s with { Delay = delay }) : null),
        Count("Limits:BodyBytes", 1 << 10, 64 << 20, (l, n) => l with { BodyBytes = n }),
        Count("Limits:WaitingPasswords", 1, 100_000, (l, n) => l with { WaitingPasswords = n }),
    ];

    /// <summary>Keys and values that are planned: naming them is not a slip of the pen, but this version cannot serve them.</summary>
    public static bool IsPlanned(string key, string value) =>
        Is(key, "Journal") && Is(value, "postgres")
        || Is(key, "Cluster:Role") && Is(value, "client")
        || Is(key, "Payments:Provider") && Is(value, "stripe")
        || key.StartsWith("Payments:Stripe:", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("Smtp:", StringComparison.OrdinalIgnoreCase)
        || Is(key, "Orders:PaymentDeadline");

    /// <summary>Keys are compared as the configuration does.</summary>
    public static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static StoreSetting Rate(string name, Func<SimulatedPaymentOptions, double, SimulatedPaymentOptions> set) =>
        new($"Payments:Simulated:{name}", "a number from 0 to 1", (o, v) =>
            double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
                ? Simulated(o, s => set(s, rate)) : null);

    private static StoreSetting Count(string key, int from, int to, Func<LimitOptions, int, LimitOptions> set) =>
        new(key, $"a number from {from} to {to}", (o, v) =>
            int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= from && count <= to
                ? o with { Limits = set(o.Limits, count) } : null);

    private static StoreOptions Simulated(StoreOptions o, Func<SimulatedPaymentOptions, SimulatedPaymentOptions> set) =>
        o with { Payments = new() { Simulated = set(o.Payments.Simulated) } };

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex ClusterId();
}
