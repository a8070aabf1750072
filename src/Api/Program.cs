using OrleansStore.Api;
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
app.MapStoreApi();
app.Run();
return 0;

/// <summary>The store as one process.</summary>
public partial class Program;
