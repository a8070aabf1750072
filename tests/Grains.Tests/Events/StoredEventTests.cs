using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests.Events;

/// <summary>What is stored is stored for ever: names and shapes of events.</summary>
public sealed class StoredEventTests
{
    private static readonly string GoldenFiles = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>Every concrete event of the contracts.</summary>
    public static TheoryData<Type> EventTypes() =>
        [.. typeof(StoreEvents).Assembly.GetTypes().Where(t => t is { IsAbstract: false, BaseType.IsAbstract: true } && t.BaseType!.Name.EndsWith("Event", StringComparison.Ordinal))];

    public static TheoryData<string> Names() => [.. StoreEvents.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_is_registered_under_its_alias(Type type)
    {
        var alias = type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull().Alias;
        StoreEvents.All.Where(e => e.Json.Type == type).Select(e => e.Name).ShouldBe([alias]);
    }

    [Fact]
    public void Nothing_but_events_is_registered() =>
        StoreEvents.All.Select(e => e.Json.Type).ShouldBe([.. EventTypes().Select(row => row.Data)], ignoreOrder: true);

    [Fact]
    public void A_name_says_noun_verb_and_version()
    {
        foreach (var (name, _) in StoreEvents.All) name.ShouldMatch(@"^[a-z]+\.[a-z][A-Za-z]*\.v[1-9][0-9]*$");
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_comes_back_as_it_was_written(Type type)
    {
        var sample = SampleOf(type);
        var (name, payload) = Dump.Codec.Write(sample);
        Dump.Of(Dump.Codec.Read(name, payload)).ShouldBe(Dump.Of(sample));
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void A_sample_has_every_field_filled_in(Type type)
    {
        var sample = SampleOf(type);
        foreach (var property in type.GetProperties()) property.GetValue(sample).ShouldNotBeNull(property.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_has_a_golden_file_that_today_is_written_and_read_the_same(string name)
    {
        var type = StoreEvents.All.Single(e => e.Name == name).Json.Type;
        var sample = SampleOf(type);
        var today = Encoding.UTF8.GetString(Dump.Codec.Write(sample).Payload);
        var file = FilesOf(name).LastOrDefault().ShouldNotBeNull($"There is no golden file of '{name}'. Put this into Golden/{name}.json:\n{today}\n");

        var golden = File.ReadAllText(file).TrimEnd();
        Dump.Of(Dump.Codec.Read(name, Encoding.UTF8.GetBytes(golden))).ShouldBe(Dump.Of(sample));
        JsonNode.DeepEquals(JsonNode.Parse(today), JsonNode.Parse(golden)).ShouldBeTrue($"{today}\nis not\n{golden}\nThe event is written differently now. Old readers and old events are for ever: give it a new version.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_stored_before_a_member_was_added_is_read_without_it_and_nothing_is_lost(string name)
    {
        foreach (var file in FilesOf(name))
        {
            var golden = File.ReadAllText(file);
            var again = Dump.Codec.Write(Dump.Codec.Read(name, Encoding.UTF8.GetBytes(golden))).Payload;
            JsonNode.DeepEquals(JsonNode.Parse(again), JsonNode.Parse(golden)).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Every_golden_file_is_of_a_registered_event() =>
        Directory.GetFiles(GoldenFiles).Order().ShouldBe(StoreEvents.All.SelectMany(e => FilesOf(e.Name)).Order());

    [Fact]
    public void A_field_that_is_not_known_is_skipped_and_one_that_is_missing_is_empty()
    {
        var read = Dump.Codec.Read("cart.created.v1", """{"items":[],"colour":"red"}"""u8.ToArray());
        Dump.Of(read).ShouldBe(Dump.Of(new Contracts.Carts.CartCreated(null, [])));
        Dump.Of(Dump.Codec.Read("checkout.finished.v1", "{}"u8.ToArray())).ShouldBe(Dump.Of(new Contracts.Checkout.CheckoutFinished()));
    }

    [Fact]
    public void What_is_no_event_is_told_as_such()
    {
        Should.Throw<UnknownEventException>(() => Dump.Codec.Read("cart.created.v999", "{}"u8.ToArray()));
        Should.Throw<UnknownEventException>(() => Dump.Codec.Read("cart.created.v1", "{\"items\":"u8.ToArray()));
        Should.Throw<UnknownEventException>(() => Dump.Codec.Read("cart.created.v1", "null"u8.ToArray()));
        Should.Throw<InvalidOperationException>(() => Dump.Codec.Write("a string"));
    }

    /// <summary>The event's golden files in the order of their shapes: <c>name.json</c>, and <c>name+member.json</c> once a member was added.</summary>
    private static IEnumerable<string> FilesOf(string name) =>
        Directory.GetFiles(GoldenFiles, name + ".json").Concat(Directory.GetFiles(GoldenFiles, name + "+*.json").OrderBy(file => file.Length));

    private static object SampleOf(Type type) => Samples.All.Single(s => s.GetType() == type);
}
