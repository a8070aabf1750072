using OrleansStore.Contracts;
using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.Faults;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Shopping;

/// <summary>Asks the store until it answers: after a time-out, a failure or a crash the same command with the same ids.</summary>
internal sealed class Caller(SeededWorld world, Func<Chance, Process?> store, Reached reached, Chance chance, string name)
{
    public Chance Chance => chance;

    public string Name => name;

    public Task Think(TimeSpan most) => world.Pause(chance.Between(TimeSpan.Zero, most));

    public CommandContext NewCommand(string actor)
    {
        var id = chance.NewId();
        return new CommandContext(id, id, actor);
    }

    /// <param name="isDone">Whether the answer is final; when not, the command is sent again.</param>
    public async Task<Result<T>> AskAsync<T>(string what, Func<IGrainFactory, Task<Result<T>>> ask, Func<T, bool>? isDone = null)
        where T : class
    {
        var (again, crashed) = (false, false);
        while (true)
        {
            try
            {
                if (store(chance) is { IsUp: true } process)
                {
                    Tell(again ? $"asks again: {what}" : $"asks: {what}");
                    var result = await ask(process.Grains);
                    Tell($"hears: {what}: {result.Error?.Code ?? "done"} {result.Value}");
                    if (IsFinal(result, isDone))
                    {
                        if (again) reached.Add(crashed ? Way.AnsweredAfterCrash : Way.AnsweredAfterRetry);
                        return result;
                    }
                }
            }
            catch (Exception e) when (Expected.IsUnanswered(e))
            {
                crashed |= e is SiloUnavailableException;
                Tell($"hears nothing: {what}: {e.GetType().Name} {e.Message}");
            }

            again = true;
            await Think(TimeSpan.FromSeconds(3));
        }
    }

    private static bool IsFinal<T>(Result<T> result, Func<T, bool>? isDone)
        where T : class
    {
        if (result.Error is { } error) return error.Code != "orderBusy";
        return isDone is null || isDone(result.Value!);
    }

    private void Tell(string line) => world.Trace.Add(world.Now, $"{name} {line}");
}
