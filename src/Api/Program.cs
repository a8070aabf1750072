using OrleansStore.Api;
using OrleansStore.Silo.Hosting;

return await new StoreProgram("http://127.0.0.1:5080", builder => builder.AddStoreApi(), app => app.MapStoreApi()).RunAsync(args);

/// <summary>The store as one process, or as one of many.</summary>
public partial class Program;
