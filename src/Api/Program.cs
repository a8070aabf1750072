using OrleansStore.Api;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
try
{
    builder.AddStoreApi();
}
catch (StoreConfigurationException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

var app = builder.Build();
try
{
    app.MapStoreApi();
    app.Run();
    return 0;
}
catch (Exception e) when (e is JournalUnavailableException or IOException or UnauthorizedAccessException)
{
    // The journal, its folder, or the address to listen on: the operator's to mend, and a stack trace would not help.
    Console.Error.WriteLine($"The store cannot start: {e.Message}");
    return 3;
}

/// <summary>The store as one process.</summary>
public partial class Program;
