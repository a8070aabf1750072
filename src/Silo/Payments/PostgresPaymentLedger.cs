using Npgsql;
using NpgsqlTypes;
using OrleansStore.Contracts;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Silo.Payments;

/// <summary>The simulated gateway's ledger in PostgreSQL, for a gateway that several silos ask.</summary>
internal sealed class PostgresPaymentLedger(string connectionString) : IPaymentLedger, IAsyncDisposable
{
    /// <summary>Seconds; who pays waits for it, and has a limit of its own.</summary>
    private const int ConnectTimeout = 3;

    /// <inheritdoc cref="ConnectTimeout"/>
    private const int CommandTimeout = 5;

    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "orleansstore-payments",
        Timeout = ConnectTimeout,
        CommandTimeout = CommandTimeout,
    });

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public async ValueTask<IReadOnlyList<LedgerEntry>> FindAsync(string key)
    {
        try
        {
            await using var command = database.CreateCommand(
                "SELECT at, payment_id, state, order_id, amount, currency, reason, refund FROM simulated_payments WHERE key = $1 ORDER BY step");
            command.Parameters.AddWithValue(key);
            await using var row = await command.ExecuteReaderAsync();
            var entries = new List<LedgerEntry>();
            while (await row.ReadAsync())
            {
                entries.Add(new LedgerEntry(
                    new DateTimeOffset(row.GetDateTime(0)),
                    key,
                    row.GetString(1),
                    Enum.Parse<PaymentState>(row.GetString(2)),
                    row.GetGuid(3),
                    new Money(row.GetInt64(4), row.GetString(5)),
                    row.IsDBNull(6) ? null : row.GetString(6),
                    row.IsDBNull(7) ? null : row.GetString(7)));
            }

            return entries;
        }
        catch (NpgsqlException e)
        {
            throw Unknown(e);
        }
    }

    /// <remarks>Of two that write the same step one finds it taken.</remarks>
    public async ValueTask<bool> TryAppendAsync(LedgerEntry entry, int seen)
    {
        try
        {
            await using var command = database.CreateCommand(
                """
                INSERT INTO simulated_payments (key, step, at, payment_id, state, order_id, amount, currency, reason, refund)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT DO NOTHING
                """);
            object?[] values =
            [
                entry.Key, seen + 1, entry.At.UtcDateTime, entry.PaymentId, entry.State.ToString(), entry.OrderId,
                entry.Amount.Amount, entry.Amount.Currency, entry.Reason, entry.Refund,
            ];
            foreach (var value in values)
            {
                var parameter = command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
                // What is missing here is always text, and the server cannot tell by itself.
                if (value is null) parameter.NpgsqlDbType = NpgsqlDbType.Text;
            }

            return await command.ExecuteNonQueryAsync() == 1;
        }
        catch (NpgsqlException e)
        {
            throw Unknown(e);
        }
    }

    private static PaymentOutcomeUnknownException Unknown(NpgsqlException e) =>
        new("The simulated gateway's ledger cannot be read or written.", e);
}
