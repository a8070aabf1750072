using System.Data;
using Npgsql;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>One connection to PostgreSQL. Writes gather and are sent together: a batch of a thousand rows is a few round trips.</summary>
internal sealed class PostgresConnection : RowConnection
{
    private const int MostPending = 500;

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, PostgresStatement> _statements = new(StringComparer.Ordinal);
    private readonly List<(NpgsqlBatchCommand Command, string? OneRowOr)> _pending = [];
    private bool _inTransaction;

    private PostgresConnection(NpgsqlConnection connection, bool streams) => (_connection, Streams) = (connection, streams);

    public override bool IsPostgres => true;

    /// <summary>Whether the server, or the way to it, is gone.</summary>
    public override bool IsBroken => _connection.State != ConnectionState.Open;

    /// <summary>Rows are read as they come, one statement at a time; else they are gathered, and statements may go on beside each other.</summary>
    public bool Streams { get; }

    /// <exception cref="ReadModelFailure">The server cannot be reached, or does not take us.</exception>
    public static PostgresConnection Open(string connectionString, bool streams = false)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            return new PostgresConnection(connection, streams);
        }
        catch (NpgsqlException e)
        {
            connection.Dispose();
            throw new PostgresRowFailure(e);
        }
        catch (Exception e) when (e is TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            connection.Dispose();
            throw new PostgresRowFailure(new NpgsqlException(e.Message, e));
        }
    }

    public override RowStatement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        var (text, parameters) = PostgresSql.Statement(sql);
        return _statements[sql] = new PostgresStatement(this, text, parameters);
    }

    public override void Execute(string sql)
    {
        Send();
        Try(() =>
        {
            using var command = new NpgsqlCommand(PostgresSql.Definition(sql), _connection);
            return command.ExecuteNonQuery();
        });
    }

    public override RowTransaction Begin()
    {
        Send();
        _inTransaction = true;
        Leave(new NpgsqlBatchCommand("BEGIN"), null);
        return new Transaction(this);
    }

    public override RowTransaction BeginWithoutWaiting()
    {
        var transaction = Begin();
        Leave(new NpgsqlBatchCommand("SET LOCAL lock_timeout = '100ms'"), null);
        return transaction;
    }

    protected override string BeginReading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override void Reset()
    {
        _pending.Clear();
        foreach (var statement in _statements.Values) statement.Reset();
    }

    /// <summary>Leaves a write for later.</summary>
    /// <param name="oneRowOr">What is wrong when it does not change exactly one row; null when it may.</param>
    public void Leave(NpgsqlBatchCommand command, string? oneRowOr)
    {
        _pending.Add((command, oneRowOr));
        if (_pending.Count >= MostPending) Send();
    }

    public override void Send()
    {
        if (_pending.Count == 0) return;
        var sent = _pending.ToArray();
        _pending.Clear();
        Try(() =>
        {
            using var batch = new NpgsqlBatch(_connection);
            foreach (var (command, _) in sent) batch.BatchCommands.Add(command);
            return batch.ExecuteNonQuery();
        });
        foreach (var (command, oneRowOr) in sent)
        {
            if (oneRowOr is not null && command.RecordsAffected != 1) throw new InvalidOperationException(oneRowOr);
        }
    }

    /// <summary>Reads; all that was left for later is done before.</summary>
    public NpgsqlDataReader Read(NpgsqlCommand command)
    {
        Send();
        return Try(() =>
        {
            command.Connection = _connection;
            return command.ExecuteReader();
        });
    }

    /// <exception cref="ReadModelFailure">In place of Npgsql's.</exception>
    public static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException e)
        {
            throw new PostgresRowFailure(e);
        }
        catch (Exception e) when (e is TimeoutException or IOException or ObjectDisposedException)
        {
            throw new PostgresRowFailure(new NpgsqlException(e.Message, e));
        }
    }

    protected override void Release(string sql) => _statements.Remove(sql);

    protected override void Dispose(bool disposing) => _connection.Dispose();

    private void Commit()
    {
        // First, for it is known then whether each write did what it should.
        Send();
        Leave(new NpgsqlBatchCommand("COMMIT"), null);
        Send();
        _inTransaction = false;
    }

    private void Rollback()
    {
        _pending.Clear();
        if (!_inTransaction) return;
        _inTransaction = false;
        if (IsBroken) return;
        Execute("ROLLBACK");
    }

    private sealed class Transaction(PostgresConnection connection) : RowTransaction
    {
        public override void Commit() => connection.Commit();

        protected override void Dispose(bool disposing) => connection.Rollback();
    }
}
