using Microsoft.AspNetCore.Authentication.BearerToken;
using Npgsql;
using OrleansStore.Benchmarks.Processes;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>The shop's process.</summary>
internal static class CrudServer
{
    public static async Task<int> RunAsync(string connectionString, int port)
    {
        await using var database = new NpgsqlSlimDataSourceBuilder(
            connectionString + ";Maximum Pool Size=32;Max Auto Prepare=64;Auto Prepare Min Usages=2;No Reset On Close=true")
            .EnableArrays()
            .Build();
        await using (var schema = database.CreateCommand(Schema.Sql)) await schema.ExecuteNonQueryAsync();
        await Accounts.CreateAdminAsync(database);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(database);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ShapesJson.Default));
        builder.Services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        builder.Services.AddAuthorizationBuilder().AddPolicy(Accounts.AdminOnly, policy => policy.RequireRole(Accounts.Admin));

        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health/ready", () => TypedResults.Ok());
        var api = app.MapGroup("/api/v1");
        Accounts.Map(api);
        Catalog.Map(api);
        Carts.Map(api);
        Orders.Map(api);
        ParentWatch.StopWithParent(app);
        await app.RunAsync();
        return 0;
    }
}
