using Microsoft.AspNetCore.Hosting;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A shop in this process on a folder that outlives it.</summary>
internal sealed class FolderShop(string folder, bool demo = false, params (string Key, string Value)[] settings) : Shop
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Store:DataPath", folder);
        builder.UseSetting("Store:Demo", demo ? "true" : "false");
        builder.UseSetting("Store:Admin:Email", AdminEmail);
        builder.UseSetting("Store:Admin:Password", Password);
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    }

    /// <summary>Ends when the folder is free for the next: the program's own end may still be closing the journal.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        while (!IsFree()) await Task.Delay(20);
    }

    private bool IsFree()
    {
        try
        {
            using var held = new FileStream(Path.Combine(folder, "journal.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
