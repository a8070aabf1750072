using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Health;

namespace OrleansStore.Silo.Hosting;

/// <summary>What every program of the store does alike: defaults, exit codes, and errors that an operator can use.</summary>
/// <param name="DefaultUrl">Where it listens when nobody sets anything.</param>
/// <param name="Add">Registers its parts.</param>
/// <param name="Map">Maps its addresses.</param>
public sealed record StoreProgram(string DefaultUrl, Action<WebApplicationBuilder> Add, Action<WebApplication> Map)
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>0; 2 when the configuration cannot be used; 3 when it cannot start; of <c>--check-health</c> 0 or 1.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        if (args is [HealthCheck.Switch]) return await HealthCheck.RunAsync(DefaultUrl);

        var builder = WebApplication.CreateSlimBuilder(args);
        AddDefaults(builder);
        try
        {
            Add(builder);
        }
        catch (StoreConfigurationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        var app = builder.Build();
        try
        {
            Map(app);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is JournalUnavailableException or IOException or UnauthorizedAccessException)
        {
            // The journal, its folder, or the address to listen on: the operator's to mend, and a stack trace would not help.
            await Console.Error.WriteLineAsync($"The store cannot start: {e.Message}");
            return 3;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to stop while it still waited for something to start.
            return 0;
        }
    }

    /// <summary>What holds when nobody sets anything: where to listen, and that requests are not logged one by one.</summary>
    private void AddDefaults(WebApplicationBuilder builder)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // The engine tells of every probe and every table it reads.
            ["Logging:LogLevel:Orleans"] = "Warning",
            // Above None this makes an Activity for each request, whether anybody traces or not.
            ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
            // Every refusal of a hub method is an error to it, with what the client was told; real failures the store logs itself.
            ["Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher"] = "None",
            // The keys lie in a folder that only this user may read; encrypting them is the operator's choice.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        };
        if (builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null) defaults["urls"] = DefaultUrl;
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }
}
