using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Pricing;

namespace OrleansStore.Silo.Configuration;

/// <summary>One column of a table of rates.</summary>
/// <param name="Allowed">What may stand there, for people.</param>
/// <param name="Apply">The row with the value in it, or null when the value is not allowed.</param>
internal sealed record RateColumn<TRow>(string Name, string Allowed, Func<TRow, string, TRow?> Apply)
    where TRow : class
{
    /// <summary>A list may be one value with commas, or several values with numbers.</summary>
    public bool Is(string key) => StoreSetting.Is(Name, key)
        || (key.Length > Name.Length && key[Name.Length] == ':' && StoreSetting.Is(Name, key[..Name.Length]) && key.AsSpan(Name.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);
}

/// <summary>Shipping and tax rates under <c>Store</c>: rows with numbers, such as <c>Store:Tax:0:Rate</c>.</summary>
internal static class RateTables
{
    /// <summary>Rows of a table; every price looks through them.</summary>
    public const int MaxRows = 1_000;

    private const string Shipping = "Shipping";
    private const string Tax = "Tax";
    private const string Amount = "minor units (cents), from 0";

    private static readonly RateColumn<ShippingRule>[] ShippingColumns =
    [
        new("Method", "a code of letters, digits, '-' or '_'", (r, v) => v.Length is > 0 and <= 50 && v.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? r with { Method = v } : null),
        new("Name", "a text of at most 200 characters", (r, v) => v.Length <= 200 ? r with { Name = v } : null),
        new("Countries", "country codes of two letters with commas between them", (r, v) => Countries(v) is { } some ? r with { Countries = r.Countries.AddRange(some) } : null),
        Column("Price", (r, n) => r with { Price = n }),
        Column("PerPiece", (r, n) => r with { PerPiece = n }),
        Column("From", (r, n) => r with { From = n }),
        Column("Below", (r, n) => r with { Below = n }),
        Column("FreeFrom", (r, n) => r with { FreeFrom = n }),
        new("MaxPieces", "a number of pieces, from 1", (r, v) => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? r with { MaxPieces = n } : null),
    ];

    private static readonly RateColumn<TaxRule>[] TaxColumns =
    [
        new("Country", "a country code of two letters", (r, v) => Countries(v) is [var country] ? r with { Country = country } : null),
        new("State", "a state as it stands in addresses", (r, v) => r with { State = v.Trim() }),
        new("Category", "a category of products", (r, v) => r with { Category = v.Trim() }),
        new("Rate", "a percentage from 0 to 100 with at most 4 decimals, such as 7.25", (r, v) => PartsPerMillion(v) is { } rate ? r with { Rate = rate } : null),
        new("Shipping", "true, false", (r, v) => bool.TryParse(v, out var shipping) ? r with { Shipping = shipping } : null),
    ];

    /// <summary>The tables' places, for people.</summary>
    public const string Keys = $"{Shipping}:0:…, {Tax}:0:…";

    /// <summary>Whether a key belongs to a table.</summary>
    public static bool Has(string key) => key.Split(':', 2)[0] is var first && (StoreSetting.Is(first, Shipping) || StoreSetting.Is(first, Tax));

    /// <summary>The options with the tables in them.</summary>
    /// <param name="store">The section <c>Store</c>.</param>
    /// <param name="complain">Told the key, and what is wrong with it.</param>
    public static StoreOptions Read(StoreOptions options, IConfiguration store, Action<string, string> complain) => options with
    {
        Shipping = Named(Rows(store, Shipping, new ShippingRule("", "", [], 0), ShippingColumns, ["Method", "Price"], complain)),
        Tax = Rows(store, Tax, new TaxRule("", null, null, 0, false), TaxColumns, ["Country", "Rate"], complain),
    };

    private static ImmutableArray<TRow> Rows<TRow>(
        IConfiguration store, string table, TRow empty, RateColumn<TRow>[] columns, string[] required, Action<string, string> complain)
        where TRow : class
    {
        var section = store.GetSection(table);
        if (!string.IsNullOrEmpty(section.Value)) complain(table, $"is a table; its rows have numbers, as in Store:{table}:0:{required[0]}.");
        var rows = ImmutableArray.CreateBuilder<TRow>();
        foreach (var child in section.GetChildren())
        {
            var key = $"{table}:{child.Key}";
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) complain(key, $"is no row; rows have numbers, as in Store:{table}:0:{required[0]}.");
            else if (rows.Count == MaxRows) complain(key, $"is too much; a table has at most {MaxRows} rows.");
            else rows.Add(Row(child, key, empty, columns, required, complain));
        }

        return rows.ToImmutable();
    }

    private static TRow Row<TRow>(
        IConfigurationSection section, string key, TRow row, RateColumn<TRow>[] columns, string[] required, Action<string, string> complain)
        where TRow : class
    {
        var named = new HashSet<string>();
        foreach (var (name, value) in section.AsEnumerable(makePathsRelative: true).Reverse())
        {
            if (string.IsNullOrEmpty(value) || name.Length == 0) continue;
            var column = Array.Find(columns, c => c.Is(name));
            if (column is not null) named.Add(column.Name);
            if (column?.Apply(row, value) is { } with) row = with;
            else complain($"{key}:{name}", column is null ? $"unknown; known are {string.Join(", ", columns.Select(c => c.Name))}." : $"'{value}' is not allowed; allowed: {column.Allowed}.");
        }

        foreach (var missing in required.Where(name => !named.Contains(name)))
            complain($"{key}:{missing}", $"missing; allowed: {Array.Find(columns, c => c.Name == missing)!.Allowed}.");
        return row;
    }

    /// <summary>A method's name need be said once.</summary>
    private static ImmutableArray<ShippingRule> Named(ImmutableArray<ShippingRule> rows) =>
        rows.IsEmpty ? rows : [.. rows.Select(row => row.Name.Length > 0 ? row : row with { Name = rows.FirstOrDefault(r => r.Method == row.Method && r.Name.Length > 0)?.Name ?? row.Method })];

    private static RateColumn<ShippingRule> Column(string name, Func<ShippingRule, long, ShippingRule> set) =>
        new(name, Amount, (r, v) => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= PricingLimits.Total / 1_000_000 ? set(r, n) : null);

    private static string[]? Countries(string value)
    {
        var codes = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return codes.Length > 0 && codes.All(c => c.Length == 2 && c.All(char.IsAsciiLetter)) ? Array.ConvertAll(codes, c => c.ToUpperInvariant()) : null;
    }

    private static int? PartsPerMillion(string percent) =>
        decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
        && rate <= 100 && rate * 10_000 == decimal.Truncate(rate * 10_000)
            ? (int)(rate * 10_000)
            : null;
}
