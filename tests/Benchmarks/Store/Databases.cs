using Microsoft.Data.Sqlite;

namespace OrleansStore.Benchmarks.Store;

/// <summary>The store's database files while no store has them open.</summary>
internal static class Databases
{
    /// <summary>Bytes of each file, with nothing left in write-ahead logs.</summary>
    public static Dictionary<string, long> Sizes(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        foreach (var file in Directory.EnumerateFiles(folder, "*.db")) Checkpoint(file);
        return new DirectoryInfo(folder).EnumerateFiles().ToDictionary(file => file.Name, file => file.Length);
    }

    private static void Checkpoint(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
