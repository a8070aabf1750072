using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Orders;

/// <summary>Orders found the plainest way: each is looked at.</summary>
internal static class OrderLook
{
    /// <param name="Words">That stand in it, in small letters.</param>
    public sealed record Seen(long Position, long LastPosition, OrderSummary Summary, IReadOnlyList<string> Words);

    public static List<Seen> At(FakeJournal journal)
    {
        var orders = Expected.Of(journal).Orders;
        return
        [
            .. journal.Events.Where(e => e.Stream.StartsWith("order-", StringComparison.Ordinal)).GroupBy(e => Guid.Parse(e.Stream[6..])).Select(stream =>
            {
                var (position, summary, lines) = orders[stream.Key];
                var events = stream.Select(History.Codec.Read).ToList();
                var texts = lines.Values.Where(l => l.Quantity > 0).SelectMany(l => new[] { l.Sku, l.Name })
                    .Concat(events.OfType<OrderShipped>().SelectMany(s => s.Parcels ?? [new OrderParcel(s.TrackingNumber, s.Carrier)]).Select(p => p.TrackingNumber));
                return new Seen(position, stream.Max(e => e.Position), summary, [.. texts.SelectMany(Words)]);
            }),
        ];
    }

    /// <summary>A question by chance, mostly one that some order is an answer to.</summary>
    public static OrderQuery Ask(List<Seen> all, Random chance)
    {
        var some = all[chance.Next(all.Count)];
        var other = all[chance.Next(all.Count)].Summary;
        return new OrderQuery(chance.Next(1, 12))
        {
            Sort = (OrderSort)chance.Next(5),
            CustomerId = Maybe(5, some.Summary.CustomerId),
            Status = Maybe(3, (OrderStatus?)some.Summary.Status),
            From = Maybe(4, (DateTimeOffset?)Min(some.Summary.CreatedAt, other.CreatedAt)),
            To = Maybe(4, (DateTimeOffset?)Min(some.Summary.CreatedAt, other.CreatedAt).AddDays(chance.Next(90))),
            MinTotal = Maybe(4, (long?)Math.Min(some.Summary.Total.Amount, other.Total.Amount)),
            MaxTotal = Maybe(4, (long?)Math.Max(some.Summary.Total.Amount, other.Total.Amount)),
            Currency = chance.Next(5) == 0 ? some.Summary.Total.Currency : null,
            Text = chance.Next(2) == 0 ? string.Join(' ', Enumerable.Range(0, chance.Next(1, 3)).Select(_ => Part(some))) : null,
        };

        T? Maybe<T>(int times, T? value) => chance.Next(times) == 0 ? value : default;

        string Part(Seen seen)
        {
            if (chance.Next(5) == 0) return seen.Summary.Number[..chance.Next(6, 14)].TrimEnd('-');
            var word = seen.Words[chance.Next(seen.Words.Count)];
            return word[..chance.Next(1, word.Length + 1)];
        }

        static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
    }

    public static List<OrderSummary> Find(List<Seen> all, OrderQuery query)
    {
        var found = all.Where(o =>
            (query.CustomerId is null || o.Summary.CustomerId == query.CustomerId)
            && (query.Status is null || o.Summary.Status == query.Status)
            && !(o.Summary.CreatedAt < query.From) && !(o.Summary.CreatedAt >= query.To)
            && !(o.Summary.Total.Amount < query.MinTotal) && !(o.Summary.Total.Amount > query.MaxTotal)
            && (query.Currency is null || o.Summary.Total.Currency == query.Currency)
            && (query.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => Holds(o, w)));
        return [.. (query.Sort switch
        {
            OrderSort.Newest => found.OrderByDescending(o => o.Summary.CreatedAt).ThenByDescending(o => o.Position),
            OrderSort.Oldest => found.OrderBy(o => o.Summary.CreatedAt).ThenBy(o => o.Position),
            OrderSort.Updated => found.OrderByDescending(o => o.LastPosition),
            OrderSort.TotalDesc => found.OrderByDescending(o => o.Summary.Total.Amount).ThenByDescending(o => o.Position),
            _ => found.OrderBy(o => o.Summary.Total.Amount).ThenBy(o => o.Position),
        }).Select(o => o.Summary)];
    }

    private static bool Holds(Seen order, string word)
    {
        word = Plain(word);
        var number = Plain(order.Summary.Number);
        return order.Words.Any(w => w.StartsWith(word, StringComparison.Ordinal)) || number[7..] == word
            || (word.Length >= 6 && number.StartsWith(word, StringComparison.Ordinal) && word.Take(6).All(char.IsDigit));
    }

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(chunk =>
        new[] { Plain(chunk) }.Concat(chunk.Split(['-', '/']).Select(Plain)).Where(w => w.Length > 0));

    private static string Plain(string word) =>
        word.ToLowerInvariant().Replace("ö", "o", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);
}
