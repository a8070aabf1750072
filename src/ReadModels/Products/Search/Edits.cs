namespace OrleansStore.ReadModels.Products.Search;

/// <summary>How far apart two words are: letters left out, added, changed, or two neighbours swapped.</summary>
internal static class Edits
{
    /// <summary>Edits that are forgiven in a word of this length: none up to 3 letters, 1 from 4, 2 from 8.</summary>
    public static int Allowed(int letters) => letters < 4 ? 0 : letters < 8 ? 1 : 2;

    /// <summary>The edits from one word to the other (optimal string alignment); anything above the bound is the bound and one.</summary>
    /// <param name="begins">Whether <paramref name="word"/> need only begin that way: the edits to its nearest beginning.</param>
    public static int Between(string typed, string word, int bound, bool begins = false)
    {
        var beyond = bound + 1;
        if (typed.Length - word.Length > bound || (!begins && word.Length - typed.Length > bound)) return beyond;
        // What stands further right cannot come back within the bound.
        var columns = Math.Min(word.Length, typed.Length + bound);
        Span<int> rows = stackalloc int[3 * (WordBreaker.Longest + 4)];
        if (columns + 1 > rows.Length / 3 || typed.Length > WordBreaker.Longest) return beyond;
        var size = rows.Length / 3;
        var before = rows[..size];
        var last = rows[size..(2 * size)];
        var now = rows[(2 * size)..];
        for (var j = 0; j <= columns; j++) last[j] = j;
        for (var i = 1; i <= typed.Length; i++)
        {
            now[0] = i;
            var lowest = i;
            for (var j = 1; j <= columns; j++)
            {
                var same = typed[i - 1] == word[j - 1];
                var edits = Math.Min(Math.Min(last[j] + 1, now[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1]) edits = Math.Min(edits, before[j - 2] + 1);
                now[j] = edits;
                lowest = Math.Min(lowest, edits);
            }

            if (lowest > bound) return beyond;
            var free = before;
            before = last;
            last = now;
            now = free;
        }

        if (!begins) return Math.Min(last[columns], beyond);
        var nearest = beyond;
        for (var j = 0; j <= columns; j++) nearest = Math.Min(nearest, last[j]);
        return nearest;
    }
}
