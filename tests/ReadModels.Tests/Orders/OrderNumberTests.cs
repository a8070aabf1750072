using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Tests.Orders;

public sealed class OrderNumberTests
{
    [Theory]
    [InlineData("01234567-89ab-7cde-8123-456700000000", "261121-000000")]
    [InlineData("01234567-89ab-7cde-8123-4567ffffffff", "261121-ZZZZZZ")]
    [InlineData("01234567-89ab-7cde-8123-456700000021", "261121-000011")]
    [InlineData("01234567-89ab-7cde-8123-45670a1b2c3d", "261121-51PB1X")]
    public void A_number_is_the_day_and_six_characters_of_the_ids_end(string id, string number) =>
        OrderNumber.Of(Guid.Parse(id), new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero)).ShouldBe(number);

    [Fact]
    public void The_day_is_that_of_UTC() =>
        OrderNumber.Of(Guid.Empty, new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(1))).ShouldStartWith("251231-");

    [Fact]
    public void A_streams_name_gives_its_key_back()
    {
        var key = Guid.Parse("01234567-89ab-7cde-8123-456700000000");
        var name = StoreStreams.Of(StoreStreams.Order, key);
        name.ShouldBe("order-0123456789ab7cde8123456700000000");
        StoreStreams.KeyOf(StoreStreams.Order, name).ShouldBe(key);
        Should.Throw<FormatException>(() => StoreStreams.KeyOf(StoreStreams.Stock, name));
        Should.Throw<FormatException>(() => StoreStreams.KeyOf("orders", name));
        Should.Throw<FormatException>(() => StoreStreams.KeyOf(StoreStreams.Order, "order-1"));
    }
}
