using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using static OrleansStore.Benchmarks.CrudShop.Batches;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Products and their stock.</summary>
internal static class Catalog
{
    private const string Columns = """
        p.id, p.sku, p.name, p.description, p.price, p.currency, p.category, p.tags, p.image_url, p.active,
        p.created_at, p.updated_at, p.version, s.available
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/products", ListAsync);
        api.MapGet("/products/{id:guid}", FindAsync);
        api.MapPost("/products", CreateAsync).RequireAuthorization(Accounts.AdminOnly);
        api.MapPost("/products/{id:guid}/stock/receipts", ReceiveAsync).RequireAuthorization(Accounts.AdminOnly);
    }

    private static async Task<Ok<ProductPage>> ListAsync(NpgsqlDataSource database, int limit = 20, Guid? cursor = null)
    {
        limit = Math.Clamp(limit, 1, 100);
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM products p JOIN stock s ON s.product_id = p.id
            WHERE p.active AND p.id < $1 ORDER BY p.id DESC LIMIT $2
            """);
        command.Parameters.Add(P(cursor ?? Guid.AllBitsSet));
        command.Parameters.Add(P(limit + 1));
        await using var reader = await command.ExecuteReaderAsync();
        var items = new List<Product>(limit + 1);
        while (await reader.ReadAsync()) items.Add(Read(reader));
        var more = items.Count > limit;
        if (more) items.RemoveAt(limit);
        return TypedResults.Ok(new ProductPage(items, more ? items[^1].Id.ToString() : null));
    }

    private static async Task<Results<Ok<Product>, ProblemHttpResult>> FindAsync(Guid id, NpgsqlDataSource database, HttpResponse response)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM products p JOIN stock s ON s.product_id = p.id WHERE p.id = $1");
        command.Parameters.Add(P(id));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return Problems.Of(404, "productNotFound");
        var product = Read(reader);
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{product.Version}\"");
        return TypedResults.Ok(product);
    }

    private static async Task<Created<Product>> CreateAsync(NewProduct product, NpgsqlDataSource database)
    {
        var (id, now) = (Guid.CreateVersion7(), DateTime.UtcNow);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = transaction.Batch()
            .Add("INSERT INTO products VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $10, 1)",
                P(id), P(product.Sku), P(product.Name), P(product.Description), P(product.Price.Amount), P(product.Price.Currency),
                P(product.Category), P(product.Tags), new() { Value = product.ImageUrl ?? (object)DBNull.Value }, P(now))
            .Add("INSERT INTO stock VALUES ($1, 0, 0, 0, 0, 1)", P(id));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return TypedResults.Created($"/api/v1/products/{id}", new Product(
            id, product.Sku, product.Name, product.Description, product.Price, product.Category, product.Tags, product.ImageUrl,
            0, 0, 0, true, now, now, 1));
    }

    private static async Task<Results<Ok<StockLevel>, ProblemHttpResult>> ReceiveAsync(Guid id, Receipt receipt, NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            UPDATE stock SET available = available + $2, received = received + $2, version = version + 1
            WHERE product_id = $1 RETURNING available, held, sold, received, version
            """);
        command.Parameters.Add(P(id));
        command.Parameters.Add(P(receipt.Quantity));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return Problems.Of(404, "productNotFound");
        return TypedResults.Ok(new StockLevel(
            id, reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)));
    }

    private static Product Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), new Money(row.GetInt64(4), row.GetString(5)),
        row.GetString(6), row.GetFieldValue<string[]>(7), row.IsDBNull(8) ? null : row.GetString(8), 0, 0, row.GetInt32(13),
        row.GetBoolean(9), row.GetDateTime(10), row.GetDateTime(11), row.GetInt32(12));
}
