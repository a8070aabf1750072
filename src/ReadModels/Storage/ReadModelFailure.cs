namespace OrleansStore.ReadModels.Storage;

/// <summary>The read models' database did not do what it was asked.</summary>
internal abstract class ReadModelFailure : Exception
{
    /// <summary>With what the database said.</summary>
    protected ReadModelFailure(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The statement itself is wrong: trying again cannot help.</summary>
    public abstract bool IsBug { get; }

    /// <summary>A table is not there: the one generation of it was put in another's place.</summary>
    public abstract bool IsMissingTable { get; }
}
