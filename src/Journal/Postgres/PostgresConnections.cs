using System.Globalization;
using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>The connection strings of the journal's three kinds of connections, made of the operator's one.</summary>
internal sealed class PostgresConnections
{
    /// <summary>Seconds; a host that does not answer to this is not there.</summary>
    private const int ConnectTimeout = 3;

    /// <remarks>
    /// A dead peer is noticed in seconds on both sides, and the server lets go of its locks then. The plans of the few
    /// statements are all index scans; statistics of tables that were empty a moment ago must not talk the planner out of it.
    /// </remarks>
    private const string Session =
        "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 -c tcp_user_timeout=6000 " +
        "-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off -c default_transaction_isolation=read\\ committed";

    private readonly string _operators;
    private readonly TimeSpan _commandTimeout;
    private readonly int _readConnections;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresConnections(PostgresJournalOptions options, string connectionString)
    {
        _operators = connectionString;
        _commandTimeout = options.CommandTimeout;
        _readConnections = options.ReadConnections;
        _ = Read();
    }

    /// <summary>Host and database, for messages.</summary>
    public string Name
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(_operators);
            return $"{builder.Database ?? builder.Username} on {builder.Host}";
        }
    }

    /// <remarks>
    /// The server gives up a little before the client does, for then it says so and the outcome is known. Who waits half of
    /// that for the commit-order lock waits for somebody who hangs.
    /// </remarks>
    public string Writer() => Dedicated("writer", $"-c statement_timeout={Milliseconds(0.8)} -c lock_timeout={Milliseconds(0.5)} -c plan_cache_mode=force_generic_plan").ConnectionString;

    public string Listener() => Dedicated("listener", "").ConnectionString;

    /// <summary>Has no time-outs of the server's: a migration takes what it takes.</summary>
    public string Migrations()
    {
        var builder = Dedicated("migrations", "");
        builder.CommandTimeout = 0;
        return builder.ConnectionString;
    }

    public string Read()
    {
        var builder = Common("reader", $"-c statement_timeout={Milliseconds(0.8)}");
        if (builder.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize) builder.MaxPoolSize = _readConnections;
        builder.MinPoolSize = Math.Min(builder.MinPoolSize, builder.MaxPoolSize);
        // The session's state is what Session says, so there is nothing to reset.
        builder.NoResetOnClose = true;
        return builder.ConnectionString;
    }

    private NpgsqlConnectionStringBuilder Dedicated(string purpose, string settings)
    {
        var builder = Common(purpose, settings);
        builder.Pooling = false;
        return builder;
    }

    private NpgsqlConnectionStringBuilder Common(string purpose, string settings)
    {
        var builder = new NpgsqlConnectionStringBuilder(_operators)
        {
            Multiplexing = false,
            Enlist = false,
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 3,
            TcpKeepAliveInterval = 1,
            CommandTimeout = Math.Max(1, (int)_commandTimeout.TotalSeconds),
            // A statement that is late is not called off (a commit that waits for a standby would pretend to be done): the connection goes.
            CancellationTimeout = -1,
        };
        if (builder.Timeout == new NpgsqlConnectionStringBuilder().Timeout) builder.Timeout = ConnectTimeout;
        builder.ApplicationName = $"{builder.ApplicationName ?? "orleansstore"}-{purpose}";
        // Of two equal settings the later counts: the operator's own.
        builder.Options = $"{Session} {settings} {builder.Options}".Trim();
        return builder;
    }

    private string Milliseconds(double share) => ((int)(_commandTimeout.TotalMilliseconds * share)).ToString(CultureInfo.InvariantCulture);
}
