using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using static OrleansStore.Benchmarks.CrudShop.Batches;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Orders: placing takes the goods, paying sells them.</summary>
internal static class Orders
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/orders", PlaceAsync).RequireAuthorization();
        api.MapPost("/orders/{id:guid}/pay", PayAsync).RequireAuthorization();
    }

    private static async Task<Results<Created<Order>, ProblemHttpResult>> PlaceAsync(NewOrder order, ClaimsPrincipal user, NpgsqlDataSource database)
    {
        var customer = user.CustomerId();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var read = transaction.Batch()
            .Add("SELECT customer_id, order_id IS NOT NULL, nextval('order_numbers') FROM carts WHERE id = $1 FOR UPDATE", P(order.CartId))
            .Add("""
                SELECT i.product_id, p.sku, p.name, i.quantity, p.price, p.currency, s.available
                FROM cart_items i JOIN products p ON p.id = i.product_id JOIN stock s ON s.product_id = i.product_id
                WHERE i.cart_id = $1 ORDER BY i.product_id FOR UPDATE OF s
                """, P(order.CartId));
        long number;
        var lines = new List<OrderLine>();
        await using (var reader = await read.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync() || reader.GetGuid(0) != customer) return Problems.Of(404, "cartNotFound");
            if (reader.GetBoolean(1)) return Problems.Of(409, "cartOrdered");
            number = reader.GetInt64(2);
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                var line = OrderRows.ReadLine(reader);
                if (line.Quantity > reader.GetInt32(6)) return Problems.Of(409, "outOfStock");
                lines.Add(line);
            }
        }

        var placed = OrderRows.New(customer, number, lines, order.ShippingAddress, DateTimeOffset.UtcNow);
        await using var write = OrderRows.Insert(transaction, placed, order.CartId);
        await write.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return TypedResults.Created($"/api/v1/orders/{placed.Id}", placed);
    }

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> PayAsync(
        Guid id, NewPayment payment, ClaimsPrincipal user, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var read = transaction.Batch()
            .Add($"SELECT {OrderRows.Columns} FROM orders WHERE id = $1 FOR UPDATE", P(id))
            .Add("""
                SELECT i.product_id, i.sku, i.name, i.quantity, i.unit_price, o.currency
                FROM order_items i JOIN orders o ON o.id = i.order_id WHERE i.order_id = $1 ORDER BY i.product_id
                """, P(id));
        Order order;
        await using (var reader = await read.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync()) return Problems.Of(404, "orderNotFound");
            order = OrderRows.Read(reader);
            await reader.NextResultAsync();
            while (await reader.ReadAsync()) order.Items.Add(OrderRows.ReadLine(reader));
        }

        if (order.CustomerId != user.CustomerId()) return Problems.Of(404, "orderNotFound");
        if (order.Status != "pending") return Problems.Of(409, "orderNotPending");
        if (payment.Amount is { } amount && amount != order.Total) return Problems.Of(422, "wrongAmount");
        order = order with
        {
            Status = "paid",
            Version = order.Version + 1,
            Payment = new OrderPayment("captured", payment.Method),
            UpdatedAt = DateTimeOffset.UtcNow,
        };
        await using var write = OrderRows.Pay(transaction, order);
        await write.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return TypedResults.Ok(order);
    }
}
