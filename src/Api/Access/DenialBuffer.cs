using System.Collections.Immutable;
using OrleansStore.Contracts.Audit;

namespace OrleansStore.Api.Access;

/// <summary>The denials between two rounds in which they are stored: the same ones are one with a count, and what does not fit is only counted.</summary>
/// <remarks>
/// Half of the room is for callers with an account or an API key. Else who has neither could fill it, and whoever then knocks
/// with a name would leave no trace.
/// </remarks>
internal sealed class DenialBuffer
{
    /// <summary>Different denials in one round: as many as are stored at once.</summary>
    public const int PerRound = AuditKeys.Batch;

    /// <summary>Different denials in one hour: 3 MB at some 300 bytes each, so that a node that is knocked at for ever writes less than 100 MB a day.</summary>
    public const int PerHour = 10_000;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private Dictionary<Denial, AuditEntry> denied = [];
    private Room round = new(PerRound);
    private Room hour = new(PerHour);
    private DateTimeOffset hourEnds;
    private long lost;

    /// <summary>Takes one in.</summary>
    /// <param name="isKnown">Whether the caller has an account or an API key.</param>
    public void Add(AuditEntry entry, bool isKnown)
    {
        var key = new Denial(entry.Actor, entry.Operation, entry.Object, entry.Address, entry.Status, entry.Code);
        lock (gate)
        {
            if (entry.At >= hourEnds) (hour, hourEnds) = (new Room(PerHour), entry.At + Hour);
            if (denied.TryGetValue(key, out var same))
            {
                denied[key] = same with { Count = same.Count + 1 };
            }
            else if (round.Has(isKnown) && hour.Has(isKnown))
            {
                round.Fill(isKnown);
                hour.Fill(isKnown);
                denied[key] = entry;
            }
            else
            {
                lost++;
            }
        }
    }

    /// <summary>Takes out what is in, and how many did not fit.</summary>
    public (ImmutableArray<AuditEntry> Denied, long Lost) Take()
    {
        lock (gate)
        {
            (ImmutableArray<AuditEntry>, long) taken = ([.. denied.Values], lost);
            (denied, round, lost) = ([], new Room(PerRound), 0);
            return taken;
        }
    }

    /// <summary>Counts some that were taken out and could not be stored.</summary>
    public void Lose(long count)
    {
        lock (gate) lost += count;
    }

    /// <summary>So many at most, of which nobody in particular gets half.</summary>
    private struct Room(int most)
    {
        private int guests;
        private int all;

        public readonly bool Has(bool isKnown) => all < most && (isKnown || guests < most / 2);

        public void Fill(bool isKnown)
        {
            all++;
            if (!isKnown) guests++;
        }
    }

    private readonly record struct Denial(string Actor, string Operation, string? Thing, string? Address, int Status, string? Code);
}
