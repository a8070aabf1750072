using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using static OrleansStore.Benchmarks.CrudShop.Batches;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Carts.</summary>
internal static class Carts
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/carts", CreateAsync).RequireAuthorization();

    private static async Task<Results<Created<Cart>, ProblemHttpResult>> CreateAsync(NewCart cart, ClaimsPrincipal user, NpgsqlDataSource database)
    {
        if (cart.Items.Length is 0 or > 100 || cart.Items.Any(item => item.Quantity is < 1 or > 999))
            return Problems.Of(400, "invalidQuantity");
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = transaction.Batch()
            .Add("INSERT INTO carts VALUES ($1, $2, NULL, $3, $3, 1)", P(id), P(user.CustomerId()), P(DateTime.UtcNow));
        foreach (var item in cart.Items)
            batch.Add("INSERT INTO cart_items SELECT $1, id, $3 FROM products WHERE id = $2 AND active",
                P(id), P(item.ProductId), P(item.Quantity));
        batch.Add("""
            SELECT i.product_id, p.name, i.quantity, p.price, p.currency, s.available
            FROM cart_items i JOIN products p ON p.id = i.product_id JOIN stock s ON s.product_id = i.product_id
            WHERE i.cart_id = $1
            """, P(id));
        var lines = new List<CartLine>(cart.Items.Length);
        await using (var reader = await batch.ExecuteReaderAsync())
            while (await reader.ReadAsync()) lines.Add(Read(reader));
        if (lines.Count != cart.Items.Length) return Problems.Of(404, "productNotFound");
        await transaction.CommitAsync();

        var currency = lines[0].UnitPrice.Currency;
        var total = new Money(lines.Sum(line => line.LineTotal.Amount), currency);
        return TypedResults.Created($"/api/v1/carts/{id}", new Cart(id, 1, lines, total, new Money(0, currency), total, []));
    }

    private static CartLine Read(NpgsqlDataReader row)
    {
        var (quantity, price) = (row.GetInt32(2), new Money(row.GetInt64(3), row.GetString(4)));
        return new CartLine(
            row.GetGuid(0), row.GetString(1), quantity, price, price with { Amount = price.Amount * quantity }, row.GetInt32(5));
    }
}
