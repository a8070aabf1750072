using Npgsql;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>PostgreSQL did not do what it was asked, or could not be asked.</summary>
internal sealed class PostgresRowFailure(NpgsqlException cause) : ReadModelFailure(cause.Message, cause)
{
    private readonly string? _state = (cause as PostgresException)?.SqlState;

    /// <summary>Errors of data, of integrity, of the statement's text and of a row that is too large; all others are the server's or the network's and may pass.</summary>
    /// <remarks>Classes 22, 23, 42, 54 and 0A of appendix A of PostgreSQL's documentation.</remarks>
    public override bool IsBug => _state is ['2', '2' or '3', ..] or ['4', '2', ..] or ['5', '4', ..] or ['0', 'A', ..];

    /// <inheritdoc/>
    public override bool IsMissingTable => _state is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName;
}
