using Npgsql;
using OrleansStore.Api.Tests.Crash;
using OrleansStore.Silo.Hosting;
using OrleansStore.TestServers;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace OrleansStore.Api.Tests.Setup;

/// <summary>How processes of a store on PostgreSQL are set up.</summary>
internal static class PostgresShop
{
    /// <summary>Environment variables of a process that runs grains.</summary>
    public static (string Name, string Value)[] Silo(string connectionString) => EngineParts.IsCluster
        ? [.. Common(connectionString), .. Reachable()]
        : Common(connectionString);

    /// <summary>Environment variables of a process that calls the grains of others.</summary>
    public static (string Name, string Value)[] Client(string connectionString) =>
        [.. Common(connectionString), ("Store__Cluster__Role", "client")];

    /// <summary>What the gateway did, by its books in the database.</summary>
    public static async Task<IReadOnlyList<Charge>> ReadChargesAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT order_id, state, amount FROM simulated_payments", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var charges = new List<Charge>();
        while (await rows.ReadAsync()) charges.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetInt64(2)));
        return charges;
    }

    private static (string Name, string Value)[] Common(string connectionString) =>
        [("Store__Journal", "postgres"), ("ConnectionStrings__Store", connectionString), ("Store__Cluster__Drain", "00:00:00")];

    private static (string Name, string Value)[] Reachable() =>
    [
        ("Store__Cluster__Address", "127.0.0.1"),
        ("Store__Cluster__SiloPort", $"{StoreProcess.FreePort()}"),
        ("Store__Cluster__GatewayPort", $"{StoreProcess.FreePort()}"),
    ];
}
