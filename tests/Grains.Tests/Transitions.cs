using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Tests;

/// <summary>Tables of every command in every state: what is decided, by name.</summary>
internal static class Transitions
{
    /// <summary>Neither events nor a broken rule.</summary>
    public const string Nothing = "-";

    /// <summary>One case a cell.</summary>
    /// <param name="table">A row a state.</param>
    /// <param name="commands">The columns.</param>
    public static TheoryData<string, string, string> Cells(IReadOnlyDictionary<string, string[]> table, string[] commands)
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (state, row) in table)
            for (var i = 0; i < commands.Length; i++)
                cells.Add(state, commands[i], row[i]);
        return cells;
    }

    /// <summary>The rule that was broken, or the names of the events.</summary>
    public static string NameOf<TEvent>(Decision<TEvent> decision)
        where TEvent : class =>
        decision.Error?.Code ?? (decision.Events.Count == 0 ? Nothing : string.Join('+', decision.Events.Select(e => e.GetType().Name)));
}
