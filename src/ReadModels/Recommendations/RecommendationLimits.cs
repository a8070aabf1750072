namespace OrleansStore.ReadModels.Recommendations;

/// <summary>The limits of recommendations, each with its reason.</summary>
internal static class RecommendationLimits
{
    /// <summary>Different products of an order whose pairs are counted; a larger one is a shop's own stock-up and says nothing of what goes together, and pairs grow with the square.</summary>
    public const int PairedProducts = 20;

    /// <summary>The catalog's size at which the weights of words are first taken; fewer products tell nothing of words.</summary>
    public const int FirstEpoch = 16;

    /// <summary>Words that have weights of their own, the most frequent ones; some 2 MB. All others are as rare as can be.</summary>
    public const int WeighedWords = 50_000;

    /// <summary>Orders that are looked through for what somebody has; newest first.</summary>
    public const int HistoryOrders = 1_000;

    /// <summary>Products bought last that make a taste; what came before counts next to nothing.</summary>
    public const int TasteProducts = 50;

    /// <summary>Products bought last whose companions are looked for.</summary>
    public const int CompanionsOf = 10;

    /// <summary>Companions of one product that are ranked.</summary>
    public const int Companions = 100;

    /// <summary>Nearest products that are ranked by more than their nearness.</summary>
    public const int Ranked = 200;

    /// <summary>Best-selling products that are looked through for popular ones.</summary>
    public const int BestSellers = 500;

    /// <summary>Products read at a time while vectors are made; 500 texts of 2,000 characters are 2 MB.</summary>
    public const int Chunk = 500;

    /// <summary>Rows looked up with one statement.</summary>
    public const int AtOnce = 50;

    /// <summary>Changed products that a query waits for; after an import of more it answers with what is there.</summary>
    public const int WaitedFor = 1_000;

    /// <summary>Products of one candidate list, where there are too many to compare with all.</summary>
    public const int CandidatesOfAList = 100;

    /// <summary>Candidates in all; each is read and made into a vector for the one answer.</summary>
    public const int Candidates = 600;

    /// <summary>Answers kept; one is a list of ids.</summary>
    public const int KeptAnswers = 10_000;

    /// <summary>Texts sent to a model server at a time; as many as the common ones take.</summary>
    public const int ModelBatch = 64;

    /// <summary>Bytes of a model server's answer; 64 vectors of 4,096 numbers as text are 5 MB.</summary>
    public const int ModelAnswerBytes = 32 << 20;

    /// <summary>Shortest and longest pause after a model server has failed.</summary>
    public static readonly (TimeSpan First, TimeSpan Longest) ModelBackOff = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
}
