using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Contracts;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Tokens;

/// <summary>The keys that protect tokens: what one process signs, every other of the store accepts, also after a restart.</summary>
internal static class TokenProtection
{
    /// <summary>Keeps them where the events are kept.</summary>
    public static void AddTokenProtection(this IServiceCollection services, StoreOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("OrleansStore");
        switch (options.Journal)
        {
            case JournalKind.Memory:
                protection.UseEphemeralDataProtectionProvider();
                break;
            case JournalKind.Sqlite:
                protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataPath, "keys")));
                break;
            default:
                services.AddOptions<KeyManagementOptions>().Configure<IDurableRows, IIdSource>((keys, rows, ids) => keys.XmlRepository = new SharedKeys(rows, ids));
                services.AddHostedService<FirstKey>();
                break;
        }

        services.AddSingleton<AccountTokens>();
        services.AddSingleton<OrderTokens>();
    }
}
