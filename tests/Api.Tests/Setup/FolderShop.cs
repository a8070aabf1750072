using Microsoft.AspNetCore.Hosting;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A shop in this process on a folder that outlives it.</summary>
internal sealed class FolderShop(string folder, bool demo = false) : Shop
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Store:DataPath", folder);
        builder.UseSetting("Store:Demo", demo ? "true" : "false");
        builder.UseSetting("Store:Admin:Email", AdminEmail);
        builder.UseSetting("Store:Admin:Password", Password);
    }
}
