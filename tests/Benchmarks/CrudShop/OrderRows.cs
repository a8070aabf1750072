using Npgsql;
using static OrleansStore.Benchmarks.CrudShop.Batches;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>Orders as rows.</summary>
internal static class OrderRows
{
    public const string Columns = """
        id, number, customer_id, status, subtotal, total, currency, street, city, state, zip_code, country,
        payment_status, payment_method, created_at, updated_at, version
        """;

    public static Order New(Guid customer, long number, List<OrderLine> lines, Address address, DateTimeOffset now)
    {
        var currency = lines[0].UnitPrice.Currency;
        var total = new Money(lines.Sum(line => line.LineTotal.Amount), currency);
        var zero = new Money(0, currency);
        return new Order(
            Guid.CreateVersion7(), $"{number:D8}", customer, "pending", 1, lines, total, zero, zero, zero, total, address,
            new OrderPayment("pending", null), [], now, now);
    }

    /// <summary>Holds the goods, writes the order, closes the cart.</summary>
    public static NpgsqlBatch Insert(NpgsqlTransaction transaction, Order order, Guid cart)
    {
        var batch = transaction.Batch()
            .Add($"INSERT INTO orders ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14, $14, 1)",
                P(order.Id), P(long.Parse(order.Number)), P(order.CustomerId), P(order.Status), P(order.Subtotal.Amount),
                P(order.Total.Amount), P(order.Total.Currency), P(order.ShippingAddress.Street), P(order.ShippingAddress.City),
                new() { Value = order.ShippingAddress.State ?? (object)DBNull.Value }, P(order.ShippingAddress.ZipCode),
                P(order.ShippingAddress.Country), P(order.Payment.Status), P(order.CreatedAt.UtcDateTime))
            .Add("UPDATE carts SET order_id = $2, updated_at = $3, version = version + 1 WHERE id = $1",
                P(cart), P(order.Id), P(order.CreatedAt.UtcDateTime));
        foreach (var line in order.Items)
            batch
                .Add("UPDATE stock SET available = available - $2, held = held + $2, version = version + 1 WHERE product_id = $1",
                    P(line.ProductId), P(line.Quantity))
                .Add("INSERT INTO order_items VALUES ($1, $2, $3, $4, $5, $6)",
                    P(order.Id), P(line.ProductId), P(line.Sku), P(line.Name), P(line.Quantity), P(line.UnitPrice.Amount));
        return batch;
    }

    /// <summary>Sells the goods, writes the payment, marks the order paid.</summary>
    public static NpgsqlBatch Pay(NpgsqlTransaction transaction, Order order)
    {
        var batch = transaction.Batch()
            .Add("INSERT INTO payments VALUES ($1, $2, $3, $4, $5)",
                P(Guid.CreateVersion7()), P(order.Id), P(order.Payment.Method!), P(order.Total.Amount), P(order.UpdatedAt.UtcDateTime))
            .Add("UPDATE orders SET status = $2, payment_status = $3, payment_method = $4, updated_at = $5, version = $6 WHERE id = $1",
                P(order.Id), P(order.Status), P(order.Payment.Status), P(order.Payment.Method!), P(order.UpdatedAt.UtcDateTime), P(order.Version));
        foreach (var line in order.Items)
            batch.Add("UPDATE stock SET held = held - $2, sold = sold + $2, version = version + 1 WHERE product_id = $1",
                P(line.ProductId), P(line.Quantity));
        return batch;
    }

    public static Order Read(NpgsqlDataReader row)
    {
        var currency = row.GetString(6);
        var zero = new Money(0, currency);
        return new Order(
            row.GetGuid(0), $"{row.GetInt64(1):D8}", row.GetGuid(2), row.GetString(3), row.GetInt32(16), [],
            new Money(row.GetInt64(4), currency), zero, zero, zero, new Money(row.GetInt64(5), currency),
            new Address(row.GetString(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9), row.GetString(10), row.GetString(11)),
            new OrderPayment(row.GetString(12), row.IsDBNull(13) ? null : row.GetString(13)), [], row.GetDateTime(14), row.GetDateTime(15));
    }

    /// <summary>Product, sku, name, quantity, price and currency, in this order.</summary>
    public static OrderLine ReadLine(NpgsqlDataReader row)
    {
        var (quantity, price) = (row.GetInt32(3), new Money(row.GetInt64(4), row.GetString(5)));
        return new OrderLine(
            row.GetGuid(0), row.GetString(1), row.GetString(2), quantity, price, price with { Amount = price.Amount * quantity });
    }
}
