using System.Net.Sockets;
using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>What an error of the server or of the connection means to callers.</summary>
internal static class PostgresFailure
{
    /// <summary>Whether the server has rolled back: it says ERROR. After FATAL or a broken connection the commit may have happened.</summary>
    public static bool IsRolledBack(Exception e) => e is PostgresException { Severity: "ERROR" } or PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>Whether the error may be of one write's own making, so that the others of its batch deserve another try.</summary>
    /// <remarks>Resources (53), read-only and aborted transactions (25, 40), locks (55), operators (57), the system (58) and permissions concern all.</remarks>
    public static bool MayBeOneWritesOwn(Exception e) =>
        e is PostgresException p && p.SqlState[..2] is not ("53" or "25" or "40" or "55" or "57" or "58") && Fault(p.SqlState) is not (JournalFault.ReadOnly or JournalFault.Incompatible);

    /// <summary>Whether it makes sense to wait for the server: it cannot be reached, starts up, or has no connection free.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        PostgresException p => p.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        _ => IsServers(e),
    };

    /// <summary>Whether the server or the way to it failed; a name that is not found comes as a bare <see cref="SocketException"/>.</summary>
    public static bool IsServers(Exception e) => e is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <summary>The place of an SQLSTATE among the journal's faults.</summary>
    public static JournalFault Fault(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.DiskFull => JournalFault.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => JournalFault.ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => JournalFault.Corrupt,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.DuplicateTable => JournalFault.Incompatible,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => JournalFault.Overloaded,
        _ => sqlState.StartsWith("53", StringComparison.Ordinal) ? JournalFault.Overloaded : JournalFault.Unreachable,
    };

    /// <summary>The failure as callers see it: what they asked for has not been done.</summary>
    public static JournalUnavailableException ToUnavailable(Exception e) => e switch
    {
        JournalUnavailableException already => already,
        PostgresException p => new(Fault(p.SqlState), $"The journal's database cannot serve: {p.MessageText} (SQLSTATE {p.SqlState}).", p),
        ObjectDisposedException => new(JournalFault.Closed, "The journal is closed.", e),
        _ => new(JournalFault.Unreachable, $"The journal's database cannot be reached: {e.Message}", e),
    };

    /// <summary>The failure of a write that was sent and not answered.</summary>
    public static JournalOutcomeUnknownException ToUnknown(Exception e) =>
        new($"The journal's database did not say whether it committed: {e.Message}", e);
}
