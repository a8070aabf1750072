using System.Text;

namespace OrleansStore.Journal.Tests.Contract;

/// <summary>Events to append; everything follows from the number, so a failure repeats.</summary>
public static class Given
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Guid Id(int number) => new(number, 0, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    public static string Stream(int number, string category = "order") => $"{category}-{Id(number):N}";

    public static NewEvent Event(int number, string? payload = null) => new(
        Id(number), "order.placed.v1", Id(number + 1_000_000), Id(number + 2_000_000), $"customer:{Id(number % 10):D}",
        Start.AddTicks(number), Encoding.UTF8.GetBytes(payload ?? $$"""{"number":{{number}}}"""));

    public static NewEvent[] Events(int first, int count) => [.. Enumerable.Range(first, count).Select(n => Event(n))];

    /// <summary>Every field as it was given, and place and order as expected.</summary>
    public static void ShouldBe(this StoredEvent stored, NewEvent given, string stream, int version)
    {
        stored.Stream.ShouldBe(stream);
        stored.Version.ShouldBe(version);
        stored.EventId.ShouldBe(given.EventId);
        stored.Type.ShouldBe(given.Type);
        stored.CausationId.ShouldBe(given.CausationId);
        stored.CorrelationId.ShouldBe(given.CorrelationId);
        stored.Actor.ShouldBe(given.Actor);
        stored.Time.ShouldBe(given.Time);
        stored.Time.Offset.ShouldBe(TimeSpan.Zero);
        stored.Payload.ToArray().ShouldBe(given.Payload.ToArray());
    }

    public static async Task<List<StoredEvent>> ReadEverythingAsync(this IJournal journal, int page = 100)
    {
        var events = new List<StoredEvent>();
        while (await journal.ReadAllAsync(events.Count == 0 ? 0 : events[^1].Position, page) is { Count: > 0 } next) events.AddRange(next);
        return events;
    }
}
