using OrleansStore.Silo.Configuration;
using OrleansStore.Web;

namespace OrleansStore.Api;

/// <summary>What the store says when it is up.</summary>
internal static class Welcome
{
    /// <summary>Prints the address and what to try next.</summary>
    /// <param name="password">The administrator's generated password; this is the one time it is seen.</param>
    public static void Print(string? address, StoreOptions options, WebFiles pages, int demoProducts, string? password)
    {
        if (address is null) return;
        var journal = options.Journal switch
        {
            JournalKind.Memory => "memory: gone when the process ends",
            JournalKind.Postgres => options.Database.Place,
            _ => Path.GetFullPath(options.DataPath),
        };
        Console.WriteLine($"""

              OrleansStore serves on {address}
                journal   {journal}
                try       curl {address}/api/v1/products?limit=3
            """);
        if (pages.Missing is { } missing)
        {
            Console.WriteLine($"    web       not in this build: {missing}");
        }
        else
        {
            Console.WriteLine($"    shop      {address}/");
            Console.WriteLine($"    admin     {address}/admin");
        }

        if (options.Docs) Console.WriteLine($"    docs      {address}/docs");
        if (demoProducts > 0) Console.WriteLine($"    demo      {demoProducts} products added (Store__Demo=false leaves them out)");
        if (password is not null) Console.WriteLine($"    login     {options.Admin.Email} with password {password} (shown this once)");
        Console.WriteLine();
    }
}
