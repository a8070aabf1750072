using System.Text;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Hosting;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Audit;

/// <summary>The flight recorder of every order, held against a walk through the whole journal.</summary>
internal static class Recordings
{
    /// <summary>So few that streams are read in many pieces.</summary>
    private static readonly HistoryLimits _limits = new() { Chunk = 7 };

    /// <param name="raw">The journal as it is stored.</param>
    /// <param name="opened">The same with the seal before it.</param>
    /// <exception cref="SimulationFailure">A recording lacks something.</exception>
    public static void Check(IJournal raw, IJournal opened, IEnumerable<Guid> orders)
    {
        var all = raw.ReadAllAsync(0, int.MaxValue).GetAwaiter().GetResult();
        var texts = all.Select(e => Encoding.UTF8.GetString(e.Payload.Span)).ToList();
        var recorder = new FlightRecorder(new RawJournal(raw), opened, StoreHosting.CreateCodec(), Process.Names, _limits);
        foreach (var order in orders)
        {
            var recording = recorder.ReadAsync(order).GetAwaiter().GetResult();
            var found = recording.Events.Select(e => e.Position).ToHashSet();
            for (var i = 0; i < all.Count; i++)
            {
                var isWanted = all[i].Stream.EndsWith($"-{order:N}", StringComparison.Ordinal)
                    || (IsShared(all[i].Stream) && texts[i].Contains($"\"orderId\":\"{order}\"", StringComparison.Ordinal));
                SimulationFailure.Unless(!isWanted || found.Contains(all[i].Position), $"the recording of order {order} lacks {all[i].Type} of {all[i].Stream} at {all[i].Position}");
            }

            SimulationFailure.Unless(recording.IsWhole, $"the recording of order {order} is not whole");
        }
    }

    private static bool IsShared(string stream) =>
        stream.StartsWith("stock-", StringComparison.Ordinal) || stream.StartsWith("promotion-", StringComparison.Ordinal) || stream.StartsWith("customerUse-", StringComparison.Ordinal);
}
