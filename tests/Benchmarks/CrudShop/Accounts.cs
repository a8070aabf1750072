using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Registration and login.</summary>
internal static class Accounts
{
    public const string Admin = "admin";
    public const string AdminOnly = "adminOnly";
    private static readonly PasswordHasher<string> _hasher = new();

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/customers", RegisterAsync);
        api.MapPost("/auth/login", LoginAsync);
    }

    public static Guid CustomerId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Task CreateAdminAsync(NpgsqlDataSource database) =>
        InsertAsync(database, new Registration(Shop.Accounts.AdminEmail, "Admin", Shop.Accounts.Password), Admin);

    private static async Task<Created<Customer>> RegisterAsync(Registration registration, NpgsqlDataSource database)
    {
        var customer = await InsertAsync(database, registration, "customer");
        return TypedResults.Created($"/api/v1/customers/{customer.Id}", customer);
    }

    private static async Task<Results<SignInHttpResult, ProblemHttpResult>> LoginAsync(Credentials credentials, NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT id, role, password_hash FROM customers WHERE email = $1");
        command.Parameters.Add(new() { Value = credentials.Email });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()
            || _hasher.VerifyHashedPassword(credentials.Email, reader.GetString(2), credentials.Password) == PasswordVerificationResult.Failed)
            return Problems.Of(401, "wrongCredentials");
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, reader.GetGuid(0).ToString()), new(ClaimTypes.Role, reader.GetString(1))],
            BearerTokenDefaults.AuthenticationScheme);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }

    private static async Task<Customer> InsertAsync(NpgsqlDataSource database, Registration registration, string role)
    {
        var now = DateTimeOffset.UtcNow;
        var customer = new Customer(Guid.CreateVersion7(), registration.Email, registration.Name, now, now, 1);
        await using var command = database.CreateCommand("INSERT INTO customers VALUES ($1, $2, $3, $4, $5, $6)");
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = customer.Id }, new() { Value = customer.Email }, new() { Value = customer.Name },
            new() { Value = _hasher.HashPassword(customer.Email, registration.Password) }, new() { Value = role }, new() { Value = now },
        ]);
        await command.ExecuteNonQueryAsync();
        return customer;
    }
}
