using OrleansStore.ReadModels.Recommendations.ModelServer;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>What is good enough to be recommended.</summary>
public sealed record RecommendationOptions
{
    /// <summary>How alike a product must be to one that is looked at, from 0 to 1.</summary>
    public double SimilarThreshold { get; init; } = 0.7;

    /// <summary>How alike a product must be to what somebody bought, from 0 to 1.</summary>
    public double PersonalThreshold { get; init; } = 0.6;

    /// <summary>Stars that a product recommended to somebody has at least; one that nobody rated counts as good enough.</summary>
    public decimal PersonalRating { get; init; } = 4.0m;

    /// <summary>Stars that a popular product has at least; where there are too few, best sellers that nobody rated follow.</summary>
    public decimal PopularRating { get; init; } = 4.5m;

    /// <summary>Products in memory to be compared with; each costs 1.6 KB. Beyond it, candidates from search and category are compared.</summary>
    public int ComparedProducts { get; init; } = 100_000;

    /// <summary>A server that makes the vectors; null for the store itself.</summary>
    public ModelServerOptions? ModelServer { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range; names it.</exception>
    public void Validate()
    {
        if (SimilarThreshold is not (>= 0 and <= 1)) throw Wrong(nameof(SimilarThreshold), "from 0 to 1");
        if (PersonalThreshold is not (>= 0 and <= 1)) throw Wrong(nameof(PersonalThreshold), "from 0 to 1");
        if (PersonalRating is not (>= 0 and <= 5)) throw Wrong(nameof(PersonalRating), "from 0 to 5");
        if (PopularRating is not (>= 0 and <= 5)) throw Wrong(nameof(PopularRating), "from 0 to 5");
        if (ComparedProducts < 0) throw Wrong(nameof(ComparedProducts), "0 or more");
    }

    private static ArgumentException Wrong(string option, string allowed) => new($"{nameof(RecommendationOptions)}.{option} must be {allowed}.");
}
