namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Keeps the nearest of all that is shown to it.</summary>
/// <remarks>Of those equally near the one with the later id is first: ids are in time order, and so the newest wins, on every node.</remarks>
internal sealed class NearestFew(int count, float least)
{
    private readonly PriorityQueue<Neighbour, Neighbour> _kept = new(count + 1, Order.FarthestFirst);

    /// <summary>Whether something so near may be among them; cheap, and mostly false.</summary>
    public bool Takes(float similarity) => count > 0 && similarity >= least && (_kept.Count < count || similarity >= _kept.Peek().Similarity);

    /// <summary>Only what <see cref="Takes"/> said yes to.</summary>
    public void Add(Guid product, float similarity)
    {
        var neighbour = new Neighbour(product, similarity);
        if (_kept.Count < count) _kept.Enqueue(neighbour, neighbour);
        else _kept.EnqueueDequeue(neighbour, neighbour);
    }

    /// <summary>All of them, nearest first.</summary>
    public IReadOnlyList<Neighbour> ToList()
    {
        var all = _kept.UnorderedItems.Select(item => item.Element).ToList();
        all.Sort((a, b) => Order.FarthestFirst.Compare(b, a));
        return all;
    }

    private sealed class Order : IComparer<Neighbour>
    {
        public static readonly Order FarthestFirst = new();

        public int Compare(Neighbour x, Neighbour y)
        {
            var bySimilarity = x.Similarity.CompareTo(y.Similarity);
            return bySimilarity != 0 ? bySimilarity : x.Product.CompareTo(y.Product);
        }
    }
}
