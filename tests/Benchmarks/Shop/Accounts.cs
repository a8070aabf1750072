namespace OrleansStore.Benchmarks.Shop;

/// <summary>The accounts of a benchmarked shop.</summary>
internal static class Accounts
{
    public const string AdminEmail = "admin@example.com";
    public const string Password = "Benchmark-Passw0rd";
    public const int Buyers = 32;
}
