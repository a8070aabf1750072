namespace OrleansStore.ReadModels.Storage;

/// <summary>A connection to the read models' database with its prepared statements, used by one thread at a time.</summary>
internal abstract class RowConnection : IDisposable
{
    private readonly Dictionary<(string Projection, int Generation), TableSet> _sets = [];

    /// <summary>Whether full text and the like are PostgreSQL's.</summary>
    public abstract bool IsPostgres { get; }

    /// <summary>Whether nothing can be read through it any more.</summary>
    public virtual bool IsBroken => false;

    /// <summary>The statement for the text; the same one for the same text, so it must be at its end before it is asked for again.</summary>
    public abstract RowStatement Statement(string sql);

    /// <summary>Runs one or more statements once, now.</summary>
    public abstract void Execute(string sql);

    /// <summary>Begins a write transaction; what was written is undone unless it is committed.</summary>
    public abstract RowTransaction Begin();

    /// <summary>As <see cref="Begin"/>, but what another one holds is not waited for: it fails at once.</summary>
    public virtual RowTransaction BeginWithoutWaiting() => Begin();

    /// <summary>Reads all at one moment: what is committed meanwhile is not seen.</summary>
    public T AtOnce<T>(Func<T> read)
    {
        Execute(BeginReading);
        try
        {
            var result = read();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            Reset();
            if (!IsBroken) Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Begins a transaction that reads, from one snapshot.</summary>
    protected abstract string BeginReading { get; }

    /// <summary>Ends every read that was left half way, and forgets what was left for later.</summary>
    public abstract void Reset();

    /// <summary>Carries out what was left for later.</summary>
    public abstract void Send();

    /// <summary>One generation of a projection's tables, through this connection.</summary>
    public TableSet Tables(string projection, int generation)
    {
        if (_sets.TryGetValue((projection, generation), out var set)) return set;
        Forget(projection, generation - 1);
        return _sets[(projection, generation)] = new TableSet(this, projection, generation);
    }

    /// <summary>Lets go of what is prepared for the generations of a projection that are older.</summary>
    public void Forget(string projection, int olderThan)
    {
        foreach (var key in _sets.Keys.Where(k => k.Projection == projection && k.Generation < olderThan).ToList())
        {
            _sets.Remove(key, out var set);
            foreach (var sql in set!.Prepared) Release(sql);
        }
    }

    /// <summary>A statement is not wanted any more.</summary>
    protected abstract void Release(string sql);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>An open write transaction.</summary>
internal abstract class RowTransaction : IDisposable
{
    /// <summary>Carries out what was left for later, and commits.</summary>
    public abstract void Commit();

    /// <summary>Undoes what was not committed.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
