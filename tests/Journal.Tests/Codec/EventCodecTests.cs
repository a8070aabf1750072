using System.Text;
using System.Text.Json.Serialization;

namespace OrleansStore.Journal.Tests.Codec;

public sealed record Placed(string Number, long Amount);

public sealed record Paid(string Method);

[JsonSerializable(typeof(Placed))]
[JsonSerializable(typeof(Paid))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class CodecJson : JsonSerializerContext;

public sealed class EventCodecTests
{
    private static readonly EventType PlacedType = new("order.placed.v2", CodecJson.Default.Placed);

    private readonly EventCodec _codec = new(
        [PlacedType, new EventType("order.paid.v1", CodecJson.Default.Paid)],
        [new Upcaster("order.placed.v1", json => new Placed(json.GetProperty("number").GetString()!, json.GetProperty("euros").GetInt64() * 100))]);

    [Fact]
    public void An_event_is_read_as_it_was_written_under_its_stored_name()
    {
        var (name, payload) = _codec.Write(new Placed("A-1", 1299));
        name.ShouldBe("order.placed.v2");
        Encoding.UTF8.GetString(payload).ShouldBe("""{"number":"A-1","amount":1299}""");
        _codec.Read(name, payload).ShouldBe(new Placed("A-1", 1299));
    }

    [Fact]
    public void An_old_version_is_read_as_todays_event() =>
        Read("order.placed.v1", """{"number":"A-1","euros":12}""").ShouldBe(new Placed("A-1", 1200));

    [Theory]
    [InlineData("order.unknown.v1", "{}")]
    [InlineData("order.placed.v2", "null")]
    [InlineData("order.placed.v2", "[]")]
    [InlineData("order.placed.v2", "{\"amount\":\"much\"}")]
    [InlineData("order.placed.v2", "{")]
    [InlineData("order.placed.v2", "")]
    [InlineData("order.placed.v1", "{\"euros\":12}")]
    [InlineData("order.placed.v1", "{\"number\":7,\"euros\":12}")]
    [InlineData("order.placed.v1", "{\"number\":\"A\",\"euros\":\"x\"}")]
    [InlineData("order.placed.v1", "{\"number\":\"A\",\"euros\":1.5}")]
    [InlineData("order.placed.v1", "[]")]
    public void What_cannot_be_read_is_an_unknown_event(string name, string payload) =>
        Should.Throw<UnknownEventException>(() => Read(name, payload)).Message.ShouldContain(name);

    [Fact]
    public void Writing_an_unregistered_type_is_a_bug() => Should.Throw<InvalidOperationException>(() => _codec.Write("text"));

    [Fact]
    public void Names_and_types_are_unique()
    {
        Should.Throw<ArgumentException>(() => new EventCodec([PlacedType, new EventType("order.placed.v2", CodecJson.Default.Paid)]));
        Should.Throw<ArgumentException>(() => new EventCodec([PlacedType, new EventType("order.other.v1", CodecJson.Default.Placed)]));
        Should.Throw<ArgumentException>(() => new EventCodec([PlacedType], [new Upcaster("order.placed.v2", _ => new Placed("", 0))]));
    }

    private object Read(string name, string payload) => _codec.Read(name, Encoding.UTF8.GetBytes(payload));
}
