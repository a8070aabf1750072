using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Silo.History;

namespace OrleansStore.Api.History;

/// <summary>Shows causes and actors as far as the caller may know them.</summary>
/// <param name="seesAll">The caller runs the shop.</param>
internal readonly struct CausesShown(Caller caller, bool seesAll)
{
    /// <summary>Ids of commands are for those who run the shop.</summary>
    public Guid? Id(Guid id) => seesAll ? id : null;

    /// <summary>Who it was; to others than those who run the shop, of anybody else only what they are.</summary>
    public string Actor(string actor)
    {
        if (seesAll || (caller.Id is { } id && actor == Actors.Customer(id))) return actor;
        var at = actor.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? actor : actor[..at];
    }

    /// <summary>The chain.</summary>
    public IReadOnlyList<CauseAnswer> Chain(IReadOnlyList<Cause> causes)
    {
        var chain = new CauseAnswer[causes.Count];
        for (var i = 0; i < chain.Length; i++)
        {
            var c = causes[i];
            chain[i] = new(c.Kind, c.Name, Actor(c.Actor), c.At, c.Stream, c.Version, c.Position, c.Count > 1 ? c.Count : null, Id(c.CommandId));
        }

        return chain;
    }

    /// <summary>The chain in one line.</summary>
    public string Why(IReadOnlyList<Cause> causes)
    {
        var names = causes.Select(c => c.Count > 1 ? $"{c.Name} ×{c.Count}" : c.Name);
        return $"{string.Join(" → ", names)} (by {Actor(causes[0].Actor)})";
    }
}
