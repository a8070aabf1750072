using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Benchmarks.CrudShop;

internal sealed record Money(long Amount, string Currency);

internal sealed record Registration(string Email, string Name, string Password);

internal sealed record Credentials(string Email, string Password);

internal sealed record Customer(Guid Id, string Email, string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

internal sealed record NewProduct(
    string Sku, string Name, string Description, Money Price, string Category, string[] Tags, string? ImageUrl);

internal sealed record Product(
    Guid Id, string Sku, string Name, string Description, Money Price, string Category, string[] Tags, string? ImageUrl,
    double Rating, int ReviewCount, int Available, bool Active, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

internal sealed record ProductPage(List<Product> Items, string? NextCursor);

internal sealed record Receipt(int Quantity);

internal sealed record StockLevel(Guid ProductId, int Available, int Held, int Sold, int Received, int Version);

internal sealed record Item(Guid ProductId, int Quantity);

internal sealed record NewCart(Item[] Items);

internal sealed record CartLine(Guid ProductId, string Name, int Quantity, Money UnitPrice, Money LineTotal, int Available);

internal sealed record Cart(Guid Id, int Version, List<CartLine> Items, Money Subtotal, Money Discount, Money Total, string[] Notices);

internal sealed record Address(string Street, string City, string? State, string ZipCode, string Country);

internal sealed record PaymentChoice(string Method);

internal sealed record NewOrder(Guid CartId, Address ShippingAddress, PaymentChoice Payment);

internal sealed record NewPayment(string Method, Money? Amount);

internal sealed record OrderLine(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice, Money LineTotal);

internal sealed record OrderPayment(string Status, string? Method);

internal sealed record Order(
    Guid Id, string Number, Guid CustomerId, string Status, int Version, List<OrderLine> Items, Money Subtotal, Money Discount,
    Money Shipping, Money Tax, Money Total, Address ShippingAddress, OrderPayment Payment, string[] Shipments,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(NewProduct))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(NewCart))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(NewPayment))]
[JsonSerializable(typeof(Order))]
internal sealed partial class ShapesJson : JsonSerializerContext;
