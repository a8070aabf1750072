using Npgsql;
using OrleansStore.ReadModels.Tests.Shop;
using OrleansStore.TestServers;

[assembly: AssemblyFixture(typeof(TestStores))]

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>The databases that read models are kept in: each test of the contract runs on all of them.</summary>
public sealed class TestStores : IAsyncDisposable
{
    private readonly SharedPostgres _postgres = new();

    /// <summary>For <c>MemberData</c>.</summary>
    public static TheoryData<string> Kinds { get; } = ["sqlite", "postgres"];

    /// <summary>Empty, and gone with the test. Without PostgreSQL that part is skipped, but on the build server it fails.</summary>
    internal async Task<TestStore> OpenAsync(string kind)
    {
        if (kind == "sqlite") return new TestStore(new TempFile(), null);
        SharedPostgres.Require();
        return new TestStore(null, await (await _postgres.ServerAsync()).CreateDatabaseAsync());
    }

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();
}

/// <summary>A database of read models that outlives those who open it.</summary>
internal sealed class TestStore(TempFile? file, string? database) : IAsyncDisposable
{
    public ReadModelOptions Options(int batchSize = 1_000) =>
        file?.Options(batchSize) ?? new ReadModelOptions { Database = database, BatchSize = batchSize };

    /// <summary>Ends all sessions at PostgreSQL, as a failing network does.</summary>
    public async Task CutAsync()
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var cut = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await cut.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        file?.Dispose();
        if (database is not null) NpgsqlConnection.ClearAllPools();
        return default;
    }
}
