using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansStore.Api.History;

namespace OrleansStore.Api.Tests.History;

public sealed class MemberChangesTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "replace /a 1 2")]
    [InlineData("""{"a":1,"version":1,"updatedAt":"x"}""", """{"a":1,"version":2,"updatedAt":"y"}""", "")]
    [InlineData("""{"in":{"version":1}}""", """{"in":{"version":2}}""", "replace /in/version 1 2")]
    [InlineData("""{}""", """{"a":null}""", "add /a  null")]
    [InlineData("""{"a":{"b":1}}""", """{}""", """remove /a {"b":1}""")]
    [InlineData("""{"total":{"amount":1,"currency":"USD"}}""", """{"total":{"amount":2,"currency":"USD"}}""", """replace /total {"amount":1,"currency":"USD"} {"amount":2,"currency":"USD"}""")]
    [InlineData("""{"tags":["a","b"]}""", """{"tags":["b"]}""", """replace /tags ["a","b"] ["b"]""")]
    [InlineData("""{"items":[{"productId":"x","quantity":1},{"productId":"y","quantity":1}]}""", """{"items":[{"productId":"y","quantity":2}]}""", """replace /items/y/quantity 1 2; remove /items/x {"productId":"x","quantity":1}""")]
    [InlineData("""{"notes":[{"text":"a"}]}""", """{"notes":[{"text":"a"},{"text":"b"}]}""", """add /notes/1  {"text":"b"}""")]
    [InlineData("""{"shipments":[]}""", """{"shipments":[{"number":1}]}""", """add /shipments/1  {"number":1}""")]
    [InlineData("""{"items":[{"productId":"x","n":1},{"productId":"x","n":2}]}""", """{"items":[{"productId":"x","n":1}]}""", """remove /items/1 {"productId":"x","n":2}""")]
    [InlineData("""{"a/b~c":1}""", """{"a/b~c":2}""", "replace /a~1b~0c 1 2")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", """replace /a 1 "1" """)]
    [InlineData("", """{"a":1}""", """add   {"a":1}""")]
    [InlineData("""{"a":1}""", "", """remove  {"a":1}""")]
    public void What_differs_is_told_by_member(string before, string after, string changes) => Show(Between(before, after)).ShouldBe(changes.TrimEnd());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changes_carried_out_lead_from_one_state_to_the_other_and_back(int seed)
    {
        var (chance, made) = (new Random(seed), 0);
        for (var i = 0; i < 500; i++)
        {
            var (one, other) = (Draw(chance), Draw(chance));
            var changes = Between(one.ToJsonString(), other.ToJsonString());
            made += changes.Count;
            Sorted(Apply(one, changes, back: false)).ShouldBe(Sorted(other), $"{one} {other}");
            Sorted(Apply(other, changes, back: true)).ShouldBe(Sorted(one), $"{other} {one}");
        }

        made.ShouldBeGreaterThan(1_000);
    }

    private static IReadOnlyList<MemberChange> Between(string before, string after) =>
        MemberChanges.Between(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));

    private static string Show(IEnumerable<MemberChange> changes) =>
        string.Join("; ", changes.Select(c => $"{c.Op} {c.Path} {Text(c.From)} {Text(c.To)}".TrimEnd()));

    private static string Text(JsonElement? value) => value is { } json ? json.GetRawText() : "";

    /// <summary>Something like an order.</summary>
    private static JsonObject Draw(Random chance)
    {
        var order = new JsonObject { ["status"] = chance.Next(3), ["total"] = new JsonObject { ["amount"] = chance.Next(3), ["currency"] = "USD" } };
        if (chance.Next(2) == 0) order["coupon"] = $"C{chance.Next(2)}";
        order["payment"] = new JsonObject { ["status"] = chance.Next(2), ["captured"] = chance.Next(2) == 0 ? null : chance.Next(2) };
        order["items"] = new JsonArray([.. Enumerable.Range(0, 4).Where(_ => chance.Next(2) == 0).Select(n => new JsonObject { ["productId"] = $"p{n}", ["quantity"] = chance.Next(3) })]);
        order["notes"] = new JsonArray([.. Enumerable.Range(0, chance.Next(3)).Select(n => new JsonObject { ["text"] = $"{n}{chance.Next(2)}" })]);
        return order;
    }

    private static JsonObject Apply(JsonObject to, IReadOnlyList<MemberChange> changes, bool back)
    {
        var result = (JsonObject)to.DeepClone();
        foreach (var c in back ? changes.Reverse() : changes)
        {
            var parts = c.Path.Split('/')[1..];
            JsonNode at = result;
            foreach (var part in parts[..^1]) at = at is JsonArray list ? list[Place(list, part)]! : at[part]!;
            Set(at, parts[^1], back ? c.From : c.To);
        }

        return result;
    }

    private static void Set(JsonNode at, string name, JsonElement? value)
    {
        var node = value is { } json ? JsonNode.Parse(json.GetRawText()) : null;
        if (at is JsonObject members)
        {
            if (value is null) members.Remove(name);
            else members[name] = node;
            return;
        }

        var list = (JsonArray)at;
        var place = Place(list, name);
        if (value is null) list.RemoveAt(place);
        else if (place >= 0 && place < list.Count) list[place] = node;
        else list.Add(node);
    }

    private static int Place(JsonArray list, string name) =>
        int.TryParse(name, out var place) ? place : list.ToList().FindIndex(e => e!["productId"]?.GetValue<string>() == name);

    /// <summary>Places in a list that goes by ids mean nothing.</summary>
    private static string Sorted(JsonObject order)
    {
        var copy = (JsonObject)order.DeepClone();
        copy["items"] = new JsonArray([.. copy["items"]!.AsArray().OrderBy(i => i!["productId"]!.GetValue<string>(), StringComparer.Ordinal).Select(i => i!.DeepClone())]);
        return new JsonObject(copy.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString();
    }
}
