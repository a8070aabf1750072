using Npgsql;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Several statements in one round trip.</summary>
internal static class Batches
{
    public static NpgsqlBatch Batch(this NpgsqlTransaction transaction) => new(transaction.Connection, transaction);

    public static NpgsqlBatch Add(this NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>A typed parameter: nothing is boxed, nothing is guessed.</summary>
    public static NpgsqlParameter<T> P<T>(T value) => new() { TypedValue = value };
}
