using System.Collections.Concurrent;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>How far a purchase had come when its buyer was last answered.</summary>
internal enum Stage
{
    Pending,
    Paid,
    Cancelled,
    Refused,
}

/// <summary>An order whose buyer got an answer.</summary>
/// <param name="Answer">The newest answer that showed it.</param>
internal sealed record Purchase(Visitor Buyer, Guid Product, int Quantity, bool WasPaid, Stage Stage, Reply Answer);

/// <summary>Everything that was acknowledged, whichever life of the store did it.</summary>
internal sealed class Purchases
{
    private readonly ConcurrentDictionary<Guid, Purchase> _all = new();
    private int _answers;

    public int Answers => Volatile.Read(ref _answers);

    public ICollection<KeyValuePair<Guid, Purchase>> All => _all;

    public void Acknowledge(Guid order, Purchase purchase)
    {
        _all[order] = purchase;
        Interlocked.Increment(ref _answers);
    }

    /// <summary>Every order that was acknowledged is there, with the content that was shown.</summary>
    public Task MustBeThereAsync() => Parallel.ForEachAsync(_all, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, _) =>
    {
        var (order, known) = pair;
        var now = (await known.Buyer.Get($"/orders/{order}")).MustBe(200);
        if (known.Stage == Stage.Refused)
        {
            now["status"].GetString().ShouldBe("cancelled");
            return;
        }

        foreach (var field in new[] { "id", "number", "customerId", "items", "subtotal", "total", "shippingAddress", "createdAt" })
            now[field].GetRawText().ShouldBe(known.Answer[field].GetRawText(), $"{field} of order {order}");
        now.Version.ShouldBeGreaterThanOrEqualTo(known.Answer.Version);
        if (now.Version == known.Answer.Version) now.Body.ShouldBe(known.Answer.Body);
        if (known.Stage == Stage.Cancelled) now["status"].GetString().ShouldBe("cancelled");
        if (known.Stage == Stage.Paid) now["status"].GetString().ShouldBeOneOf("paid", "cancelled");
    });
}
