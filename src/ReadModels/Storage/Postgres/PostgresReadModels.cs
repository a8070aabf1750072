using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>
/// The read side's tables in a schema of PostgreSQL that all processes share. The one that holds the schema's lock writes;
/// its connection is the lock, so whoever has lost the one has lost the other.
/// </summary>
/// <remarks>
/// The schema's name carries the shapes of all tables: a new version of the program makes its own beside those that the
/// old one still serves from, and drops them once nobody does.
/// </remarks>
internal sealed partial class PostgresReadModels : ReadModelDatabase
{
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresReadModels> _logger;
    private readonly string _shapes;
    private readonly ThreadLane _writing = new("readmodels-writer", 1);
    private readonly ThreadLane _reading = new("readmodels-reader", ReadModelLimits.SharedReaders);
    private readonly ReaderPool _readers;
    private HashSet<string> _free = [];
    private PostgresConnection? _candidate;
    private PostgresConnection? _writer;
    private long _lastTry;
    private volatile string? _schema;
    private volatile bool _disposed;

    public PostgresReadModels(ReadModelOptions options, IEnumerable<ProjectionSource> sources, TimeProvider time, ILogger<PostgresReadModels> logger)
    {
        (_connectionString, _time, _logger) = (options.Database!, time, logger);
        var shapes = sources.Select(s => s.Make()).Select(p => $"{p.Name}:{p.SchemaVersion}").Order(StringComparer.Ordinal);
        _shapes = Hash(string.Join(',', shapes));
        _readers = new ReaderPool(() => Open("reader"), ReadModelLimits.SharedReaders);
    }

    public override RowConnection Writer =>
        _writer ?? throw new PostgresRowFailure(new NpgsqlException("Another process writes the read models."));

    public override bool TryBecomeWriter()
    {
        if (_writer is { IsBroken: false }) return true;
        if (_writer is not null) LogLost(_logger);
        _writer?.Dispose();
        _writer = null;
        if (_lastTry != 0 && _time.GetElapsedTime(_lastTry) < ReadModelLimits.TakeOverPause) return false;
        _lastTry = _time.GetTimestamp();
        if (_candidate is { IsBroken: true })
        {
            _candidate.Dispose();
            _candidate = null;
        }

        _candidate ??= Open("writer");
        if (!TryLock(_candidate, _schema!)) return false;
        _candidate.Execute($"CREATE SCHEMA IF NOT EXISTS {_schema}");
        ProjectionTable.Create(_candidate);
        // Last: whoever is the writer finds the tables.
        (_writer, _candidate) = (_candidate, null);
        return true;
    }

    /// <summary>Drops the tables of other versions of the program that no process wrote at two looks; between two writers there is a moment without one.</summary>
    public override void Tidy()
    {
        var writer = (PostgresConnection)Writer;
        var free = FreeSchemas(writer);
        foreach (var schema in free.Where(_free.Contains))
        {
            if (!TryLock(writer, schema)) continue;
            try
            {
                using var transaction = writer.BeginWithoutWaiting();
                writer.Execute($"DROP SCHEMA {schema} CASCADE");
                transaction.Commit();
                LogDropped(_logger, schema);
            }
            finally
            {
                Unlock(writer, schema);
            }
        }

        _free = free;
    }

    public override async ValueTask OnWriterAsync(Action work) => await _writing.RunAsync(() =>
    {
        work();
        return true;
    });

    public override ValueTask OnFollowerAsync(Action<RowConnection> read) => OnWriterAsync(() => read(_candidate ??= Open("writer")));

    public override RowConnection OpenSnapshot()
    {
        var snapshot = Open("snapshot");
        try
        {
            snapshot.Execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
            snapshot.Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            // The first read takes the snapshot.
            var rows = snapshot.Statement("SELECT count(*) FROM projections");
            rows.Step();
            rows.Reset();
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Reads on one of a few threads, each with a connection.</summary>
    /// <exception cref="JournalUnavailableException">The server cannot be reached now.</exception>
    public override async ValueTask<T> ReadRowsAsync<T>(Func<RowConnection, T> read, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return await _reading.RunAsync(() => _readers.Read(read), cancellation);
        }
        catch (ReadModelFailure e) when (!e.IsBug)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, "The read models cannot be read.", e);
        }
    }

    protected override async ValueTask FindLiveAsync(CancellationToken cancellation)
    {
        foreach (var generation in await ReadRowsAsync(ProjectionTable.Read, cancellation))
        {
            if (generation.IsLive) SetLive(generation.Projection, generation.Number);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _writing.Dispose();
        _reading.Dispose();
        _writer?.Dispose();
        _candidate?.Dispose();
        _readers.Dispose();
    }

    /// <summary>A connection whose tables are those of this version's schema.</summary>
    private PostgresConnection Open(string purpose)
    {
        var connection = PostgresConnection.Open(Settings(purpose), streams: purpose == "snapshot");
        try
        {
            var row = connection.Statement("SELECT current_schema()::text, current_setting('search_path')");
            row.Step();
            // Beside the schema that the operator gave the store, so that two stores may share a database.
            var (schema, path) = ($"{Prefix(row.Text(0))}{_shapes}", row.Text(1));
            row.Reset();
            connection.Execute($"SET search_path = {schema}, {path}");
            _schema = schema;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Settings(string purpose)
    {
        var builder = new NpgsqlConnectionStringBuilder(_connectionString)
        {
            Pooling = false,
            Enlist = false,
            Multiplexing = false,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            CommandTimeout = purpose == "snapshot" ? 0 : 30,
        };
        builder.ApplicationName = $"{builder.ApplicationName ?? "orleansstore"}-readmodels-{purpose}";
        // The lock of a process that is gone must be free within seconds; of two equal settings the later counts, the operator's own.
        builder.Options = ("-c jit=off -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 -c tcp_user_timeout=6000 " + builder.Options).Trim();
        return builder.ConnectionString;
    }

    private static string Prefix(string store) => $"read_{Hash(store)}_";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    private static bool TryLock(PostgresConnection connection, string schema)
    {
        var row = connection.Statement("SELECT pg_try_advisory_lock(hashtextextended(?1, 0))").BindText(1, $"orleansstore/{schema}/readmodels");
        row.Step();
        var locked = row.Int64(0) == 1;
        row.Reset();
        return locked;
    }

    private static void Unlock(PostgresConnection connection, string schema)
    {
        var row = connection.Statement("SELECT pg_advisory_unlock(hashtextextended(?1, 0))").BindText(1, $"orleansstore/{schema}/readmodels");
        row.Step();
        row.Reset();
    }

    /// <summary>The schemas of other versions that nobody writes now.</summary>
    private HashSet<string> FreeSchemas(PostgresConnection connection)
    {
        var rows = connection.Statement("SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname::text, ?1) AND nspname::text <> ?2")
            .BindText(1, _schema![..^_shapes.Length]).BindText(2, _schema);
        var others = new List<string>();
        while (rows.Step()) others.Add(rows.Text(0));
        var free = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in others.Where(other => TryLock(connection, other)))
        {
            Unlock(connection, other);
            free.Add(other);
        }

        return free;
    }

    [LoggerMessage(1, LogLevel.Warning, "The connection that writes the read models is lost; this process or another one takes over.")]
    private static partial void LogLost(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "The read models {Schema} of another version of the program are dropped: no process uses them.")]
    private static partial void LogDropped(ILogger logger, string schema);
}
