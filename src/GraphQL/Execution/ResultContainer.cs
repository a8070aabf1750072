namespace OrleansStore.GraphQL.Execution;

/// <summary>An object or a list of an answer while it is completed: knows its place, and whether it was taken away.</summary>
public abstract class ResultContainer
{
    private protected ResultContainer()
    {
    }

    internal ResultContainer? Parent { get; private set; }

    internal int Index { get; private set; }

    /// <summary>Whether its own place must not be null.</summary>
    internal bool Required { get; private set; }

    /// <summary>Whether null was put in its place, or in that of something around it by it.</summary>
    internal bool Dead { get; private set; }

    internal abstract object? this[int index] { get; set; }

    internal abstract ResponsePath PathOf(int index);

    /// <summary>Whether it, or something around it, was taken away.</summary>
    internal bool IsGone
    {
        get
        {
            for (var at = this; at is not null; at = at.Parent)
                if (at.Dead) return true;
            return false;
        }
    }

    internal void Attach(ResultContainer parent, int index, bool required)
    {
        (Parent, Index, Required) = (parent, index, required);
        parent[index] = this;
    }

    /// <summary>A member that must not be null is: takes this away, and what must not be without it.</summary>
    internal void Nullify()
    {
        for (var at = this; at is not null && !at.Dead; at = at.Parent)
        {
            at.Dead = true;
            if (at.Parent is null || at.Required) continue;
            at.Parent[at.Index] = null;
            return;
        }
    }

    private protected ResponsePath? OwnPath => Parent?.PathOf(Index);
}
