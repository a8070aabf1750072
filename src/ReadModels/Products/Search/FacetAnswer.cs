using System.Text.Json;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>What is counted of a list, and how it is said.</summary>
internal sealed class FacetAnswer
{
    private readonly Dictionary<(Facet Facet, long Value), long> _counts = [];
    private readonly Dictionary<(Facet Facet, long Value), string> _names = [];
    private readonly bool _atLeast;

    private FacetAnswer(bool atLeast) => _atLeast = atLeast;

    /// <summary>Counts what was found.</summary>
    /// <param name="atLeast">Whether there is more that was not looked at.</param>
    public static FacetAnswer Of(TableSet tables, IEnumerable<Listed> found, bool atLeast)
    {
        var facets = new FacetAnswer(atLeast);
        foreach (var listed in found) facets.Count(listed);
        facets.Name(tables, Facet.Category);
        facets.Name(tables, Facet.Tag);
        return facets;
    }

    /// <summary>The kept counts of all products, or of a category's.</summary>
    public static FacetAnswer Kept(TableSet tables, string? category)
    {
        var facets = new FacetAnswer(atLeast: false);
        var scope = category is null ? FacetCounters.All : Labels.NumberOf(category);
        var few = tables.Statement("SELECT facet, value, products FROM @counts WHERE category = ?1 AND facet IN (0, 3, 4, 5)").Bind(1, scope);
        while (few.Step()) facets._counts[((Facet)few.Int32(0), few.Int64(1))] = few.Int64(2);
        facets.Top(tables, scope, Facet.Tag);
        if (category is null)
        {
            facets.Top(tables, scope, Facet.Category);
        }
        else if (facets._counts.GetValueOrDefault((Facet.Total, 0)) is > 0 and var total)
        {
            (facets._counts[(Facet.Category, scope)], facets._names[(Facet.Category, scope)]) = (total, category);
        }

        return facets;
    }

    /// <summary>As members of an object that is being written.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var total = _counts.GetValueOrDefault((Facet.Total, 0));
        json.WriteStartObject("total"u8);
        WriteCount(json, total);
        json.WriteEndObject();
        json.WriteStartObject("facets"u8);
        WriteNamed(json, "categories"u8, Facet.Category);
        WriteNamed(json, "tags"u8, Facet.Tag);
        WritePrices(json);
        WriteRatings(json);
        json.WriteStartArray("inStock"u8);
        var inStock = _counts.GetValueOrDefault((Facet.InStock, 1));
        WriteStocked(json, true, inStock);
        WriteStocked(json, false, total - inStock);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Count(Listed listed)
    {
        Add(Facet.Total, 0);
        Add(Facet.Category, listed.Category);
        foreach (var tag in listed.Tags) Add(Facet.Tag, tag);
        Add(Facet.Price, PriceBands.Of(listed.Price));
        Add(Facet.Stars, listed.Rating / 10);
        if (listed.InStock) Add(Facet.InStock, 1);

        void Add(Facet facet, long value) => _counts[(facet, value)] = _counts.GetValueOrDefault((facet, value)) + 1;
    }

    private void Top(TableSet tables, long scope, Facet facet)
    {
        var top = tables.Statement("SELECT value, name, products FROM @counts WHERE category = ?1 AND facet = ?2 ORDER BY products DESC, value DESC LIMIT ?3")
            .Bind(1, scope).Bind(2, (int)facet).Bind(3, SearchLimits.FacetValues);
        while (top.Step()) (_names[(facet, top.Int64(0))], _counts[(facet, top.Int64(0))]) = (top.Text(1), top.Int64(2));
    }

    /// <summary>Keeps the values that most have, and finds their names.</summary>
    private void Name(TableSet tables, Facet facet)
    {
        var top = Values(facet).OrderByDescending(v => v.Count).ThenByDescending(v => v.Value).Take(SearchLimits.FacetValues).Select(v => v.Value).ToList();
        if (top.Count == 0) return;
        var names = tables.Statement($"SELECT value, name FROM @counts WHERE category = 0 AND facet = ?1 AND value IN ({Parameters.List(2, SearchLimits.FacetValues)})").Bind(1, (int)facet);
        Parameters.Bind(names, 2, SearchLimits.FacetValues, top);
        while (names.Step()) _names[(facet, names.Int64(0))] = names.Text(1);
    }

    private IEnumerable<(long Value, long Count)> Values(Facet facet) => _counts.Where(c => c.Key.Facet == facet && c.Value > 0).Select(c => (c.Key.Value, c.Value));

    private void WriteNamed(Utf8JsonWriter json, ReadOnlySpan<byte> member, Facet facet)
    {
        json.WriteStartArray(member);
        var named = Values(facet).Where(v => _names.ContainsKey((facet, v.Value))).Select(v => (Name: _names[(facet, v.Value)], v.Count));
        foreach (var (name, count) in named.OrderByDescending(v => v.Count).ThenBy(v => v.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("value"u8, name);
            WriteCount(json, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePrices(Utf8JsonWriter json)
    {
        json.WriteStartArray("prices"u8);
        foreach (var (band, count) in Values(Facet.Price).OrderBy(v => v.Value))
        {
            var (from, to) = PriceBands.Range((int)band);
            json.WriteStartObject();
            json.WriteNumber("from"u8, from);
            if (to is not null) json.WriteNumber("to"u8, to.Value);
            WriteCount(json, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>So many stars and more, as it is filtered by.</summary>
    private void WriteRatings(Utf8JsonWriter json)
    {
        json.WriteStartArray("ratings"u8);
        for (var stars = 4; stars >= 1; stars--)
        {
            json.WriteStartObject();
            json.WriteNumber("value"u8, stars);
            WriteCount(json, Values(Facet.Stars).Where(v => v.Value >= stars).Sum(v => v.Count));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteStocked(Utf8JsonWriter json, bool value, long count)
    {
        json.WriteStartObject();
        json.WriteBoolean("value"u8, value);
        WriteCount(json, count);
        json.WriteEndObject();
    }

    private void WriteCount(Utf8JsonWriter json, long count)
    {
        json.WriteNumber("count"u8, count);
        if (_atLeast) json.WriteBoolean("atLeast"u8, true);
    }
}

/// <summary>Lists of parameters of a fixed length, so that few statements do for all lengths.</summary>
internal static class Parameters
{
    /// <summary><c>?2,?3,…</c></summary>
    public static string List(int first, int count) => string.Join(',', Enumerable.Range(first, count).Select(i => $"?{i}"));

    /// <summary>Binds the values; the last once more for each that is left over.</summary>
    public static RowStatement Bind(RowStatement statement, int first, int count, IReadOnlyList<long> values)
    {
        for (var i = 0; i < count; i++) statement.Bind(first + i, values[Math.Min(i, values.Count - 1)]);
        return statement;
    }

    /// <inheritdoc cref="Bind(RowStatement, int, int, IReadOnlyList{long})"/>
    public static RowStatement Bind(RowStatement statement, int first, int count, IReadOnlyList<Guid> values)
    {
        for (var i = 0; i < count; i++) statement.Bind(first + i, values[Math.Min(i, values.Count - 1)]);
        return statement;
    }
}
