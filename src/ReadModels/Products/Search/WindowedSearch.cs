namespace OrleansStore.ReadModels.Products.Search;

/// <summary>
/// Goes through what a search finds where it is too much to be read at once: a window of the newest products, best first,
/// then the next window. By relevance, first all that has the words in its name, then the rest.
/// </summary>
internal sealed class WindowedSearch(SearchScope scope)
{
    private const int Fine = 1 << (ProductWords.CoarseStretch - ProductWords.FineStretch);

    private readonly SearchPlan _plan = scope.Plan!;
    private double? _perStretch;

    /// <summary>What was found in the windows that were looked at.</summary>
    public List<Listed> Seen { get; } = [];

    /// <summary>Where the next page goes on; null at the end.</summary>
    public SearchCursor? Next { get; private set; }

    /// <param name="from">Where the page before ended; null for the first.</param>
    public List<Found> Read(SearchCursor? from, int wanted)
    {
        var taken = new List<Found>(wanted);
        var section = from?.Section ?? (scope.Sort == CatalogSort.Relevance ? Section.Names : Section.Rest);
        var (low, high) = (from?.Low ?? 0, from?.High ?? 0);
        var after = from?.Last;
        var begun = from is not null;
        for (var windows = 0; windows < SearchLimits.Windows; windows++)
        {
            var (found, lowest) = begun ? ReadWindow(section, low, high) : ReadFirst(section, out high);
            (low, begun) = (lowest, true);
            Seen.AddRange(found.Select(f => f.Listed));
            var last = after ?? Place.Highest;
            foreach (var one in found)
            {
                if (!scope.IsAfter(one.Place, last)) continue;
                if (taken.Count == wanted)
                {
                    Next = Cursor(section, low, high, last);
                    return taken;
                }

                taken.Add(one);
                last = one.Place;
            }

            (after, Next) = (null, null);
            if (low > 0) (low, high) = (Lower(low), low);
            else if (section == Section.Names) (section, begun) = (Section.Rest, false);
            else return taken;
            Next = begun ? Cursor(section, low, high, Place.Highest) : Cursor(section, Lower(Stretches()), Stretches(), Place.Highest);
        }

        return taken;
    }

    private SearchCursor Cursor(Section section, long low, long high, Place last) => new(scope.Sort, last, section, low, high, _plan);

    /// <summary>A section all at once where it is small, else its first window.</summary>
    private (List<Found> Found, long Low) ReadFirst(Section section, out long high)
    {
        high = 0;
        if (section == Section.Names)
        {
            var match = Match(section, []);
            if (FullText.Count(scope.Tables, match, SearchLimits.Gathered + 1) <= SearchLimits.Gathered)
                return (Fitting(section, FullText.Read(scope.Tables, match, SearchLimits.Gathered, withText: true, scope.Query, scope.Sort)), 0);
        }

        high = Stretches();
        return ReadWindow(section, Lower(high), high);
    }

    /// <returns>What is in the window, and where it really begins: higher up when that was too much.</returns>
    private (List<Found> Found, long Low) ReadWindow(Section section, long low, long high)
    {
        if (high == 0)
            return (Fitting(section, FullText.Read(scope.Tables, Match(section, []), 2 * SearchLimits.Gathered, withText: true, scope.Query, scope.Sort)), 0);
        while (true)
        {
            var match = Match(section, Words(low, high));
            // What cannot be cut any more is read whole: a product left out here is on no page.
            var isOne = high - low <= 1;
            if (isOne || FullText.Count(scope.Tables, match, SearchLimits.Gathered + 1) <= SearchLimits.Gathered)
                return (Fitting(section, FullText.Read(scope.Tables, match, isOne ? 1 << ProductWords.FineStretch : SearchLimits.Gathered, withText: true, scope.Query, scope.Sort)), low);
            low = high - Math.Max(1, (high - low) / 8);
        }
    }

    private string Match(Section section, string[] stretches) => _plan.Match(
        scope.Beginnings, section == Section.Names ? ProductWords.InName : ProductWords.Anywhere,
        stretches.Length == 0 ? scope.LabelWords : [.. scope.LabelWords, stretches]);

    private List<Found> Fitting(Section section, List<Found> found)
    {
        var fitting = new List<Found>(found.Count);
        foreach (var one in found)
        {
            if (!scope.Passes(one.Listed)) continue;
            var inName = scope.Sort == CatalogSort.Relevance && Relevance.Has(_plan, one.Words!, ProductWords.InName);
            if (section != Section.Whole && inName != (section == Section.Names)) continue;
            if (!inName && !Relevance.Has(_plan, one.Words!, ProductWords.Anywhere)) continue;
            fitting.Add(Ranked(scope, one));
        }

        scope.Order(fitting);
        return fitting;
    }

    /// <summary>With its place by relevance where that is the order: worth first, then pieces and stars, then age.</summary>
    public static Found Ranked(SearchScope scope, Found found) => scope.Sort != CatalogSort.Relevance ? found
        : found with { Place = new Place(Relevance.Of(scope.Plan!, found.Words!) << 7 | (uint)found.Listed.Standing, "", found.Listed.Position) };

    /// <summary>The stretches from one to another as words: coarse ones where they fit.</summary>
    private static string[] Words(long low, long high)
    {
        var words = new List<string>();
        for (var stretch = high; stretch > low;)
        {
            if (stretch % Fine == 0 && stretch - Fine >= low) words.Add(ProductWords.Stretch(ProductWords.OfCoarseStretch, (stretch -= Fine) / Fine));
            else words.Add(ProductWords.Stretch(ProductWords.OfFineStretch, --stretch));
        }

        return [.. words];
    }

    /// <summary>How far down a window goes from here, to bring about as much as it should.</summary>
    private long Lower(long high)
    {
        var wanted = (long)(SearchLimits.Window / Math.Max(PerStretch(), 0.01));
        if (wanted < Fine) return Math.Max(0, high - Math.Max(1, wanted));
        return Math.Max(0, (high - Math.Min(wanted, SearchLimits.Stretches * Fine)) / Fine * Fine);
    }

    /// <summary>What a fine stretch brings, about: as many as have the rarest word, spread evenly.</summary>
    private double PerStretch() => _perStretch ??=
        _plan.Indexed.Select(t => t.Products).DefaultIfEmpty(long.MaxValue).Min() / (double)Math.Max(1, FacetCounters.Find(scope.Tables, FacetCounters.All, Facet.Total, 0))
        * (1 << ProductWords.FineStretch);

    private long Stretches() => (Math.Max(0, ProductRow.Count(scope.Tables) - 1) >> ProductWords.FineStretch) + 1;
}
