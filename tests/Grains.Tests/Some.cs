using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Claims;

namespace OrleansStore.Grains.Tests;

/// <summary>Values that tests do not care about, always the same.</summary>
internal static class Some
{
    public const string Currency = "EUR";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static readonly Guid Order = Id(1);
    public static readonly Guid Customer = Id(2);
    public static readonly Guid Cart = Id(3);
    public static readonly Guid Lamp = Id(11);
    public static readonly Guid Chair = Id(12);

    public static IClaimNames Names { get; } = new KeyedClaimNames([1, 2, 3]);

    public static Address Address { get; } = new("Seestraße 1", "Konstanz", null, "78464", "DE");

    public static PaymentChoice Card { get; } = new(PaymentChoice.Card, "card_ok");

    public static PaymentChoice Later { get; } = new(PaymentChoice.Later);

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>A command; the same number is the same command again.</summary>
    public static CommandContext Command(int number = 1) => new(Id(1_000 + number), Id(1_000 + number), Actors.Guest);

    public static OrderLine LampLine(int quantity = 2) => new(Lamp, "LAMP", "Lamp", quantity, 1_999);

    public static OrderLine ChairLine(int quantity = 1) => new(Chair, "CHAIR", "Chair", quantity, 9_900);

    public static OrderDraft Draft(PaymentChoice? payment = null, params OrderLine[] lines) => new(
        Customer, "eva@example.org", Currency, lines.Length == 0 ? [LampLine()] : [.. lines], Address, payment ?? Later);

    public static CreateProduct Product(CommandContext context, string sku = "LAMP", long price = 1_999) =>
        new(context, sku, "Lamp", "Gives light.", new Money(price, Currency), "light", ["warm", "led"], null);

    /// <summary>A promotion that says everything.</summary>
    public static PromotionTerms Terms { get; } = new(
        "Summer", "SUMMER", PromotionKind.BuyXGetY, 500_000, 250, 2, 1, 1_000, ["light"], [Lamp], Now.AddDays(-1), Now.AddDays(1),
        FirstOrder: true, "vip", 100, 2, 5, Exclusive: true, Active: true);

    public static CreateCart NewCart(CommandContext context, params CartItem[] items) => new(context, Customer, [.. items]);
}
