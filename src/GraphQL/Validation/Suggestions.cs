namespace OrleansStore.GraphQL.Validation;

/// <summary>Names that may have been meant.</summary>
internal static class Suggestions
{
    private const int Most = 5;

    /// <summary>The sentence that names those that are close to a text; empty when none is.</summary>
    public static string For(string text, IEnumerable<string> names, string? what = null) => Say(Close(text, names), what);

    /// <summary>The sentence that names candidates.</summary>
    public static string Say(IReadOnlyList<string> names, string? what = null)
    {
        var quoted = names.Take(Most).Select(n => $"\"{n}\"").ToList();
        var list = quoted.Count switch
        {
            0 => null,
            1 => quoted[0],
            2 => $"{quoted[0]} or {quoted[1]}",
            _ => $"{string.Join(", ", quoted.SkipLast(1))}, or {quoted[^1]}",
        };
        return list is null ? "" : $" Did you mean {(what is null ? "" : what + " ")}{list}?";
    }

    /// <summary>Names within four tenths of the text's length in edits, the closest first.</summary>
    public static IReadOnlyList<string> Close(string text, IEnumerable<string> names)
    {
        var threshold = (int)(text.Length * 0.4) + 1;
        return [.. names.Distinct()
            .Select(name => (Name: name, Distance: Distance(text, name, threshold)))
            .Where(n => n.Distance <= threshold)
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, NaturalOrder.Comparer)
            .Select(n => n.Name)];
    }

    /// <summary>Edits between two names, neighbours swapped and a change of case being one; more than the threshold: any number above it.</summary>
    private static int Distance(string text, string name, int threshold)
    {
        if (text == name) return 0;
        var (a, b) = (name.ToLowerInvariant(), text.ToLowerInvariant());
        if (a == b) return 1;
        if (Math.Abs(a.Length - b.Length) > threshold) return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            rows[i, 0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var cell = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cell = Math.Min(cell, rows[i - 2, j - 2] + 1);
                rows[i, j] = cell;
            }
        }

        return rows[a.Length, b.Length];
    }
}

/// <summary>Names in the order people expect: <c>a2</c> before <c>a10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Comparer { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b, i, j) = (x ?? "", y ?? "", 0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var (first, second) = (Number(a, ref i), Number(b, ref j));
                var byLength = first.Length.CompareTo(second.Length);
                var order = byLength != 0 ? byLength : string.CompareOrdinal(first, second);
                if (order != 0) return order;
            }
            else
            {
                if (a[i] != b[j]) return a[i].CompareTo(b[j]);
                (i, j) = (i + 1, j + 1);
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The digits that begin there, without zeros before them.</summary>
    private static string Number(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index])) index++;
        return text[start..index].TrimStart('0');
    }
}
