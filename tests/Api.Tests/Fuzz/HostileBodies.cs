using System.Text;
using System.Text.Json;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>Bodies out of schemas.</summary>
internal sealed class HostileBodies(Surface surface, Targets targets, Random random)
{
    /// <summary>What fields are called, and what they take gladly.</summary>
    private readonly Dictionary<string, Func<string>> _good = Good(targets, random);

    /// <summary>Members that are there instead of others, and seldom.</summary>
    private static readonly string[] Rivals = ["cartId", "parcels", "clear", "expectedTotal", "minimum", "coupon", "shippingMethod"];

    /// <summary>A body of the right shape, in which some fields hold what nobody expects, each of its own type.</summary>
    public string Shaped(JsonElement schema, int odd = 12) => Value("", schema, odd, depth: 0);

    /// <summary>A body that breaks its schema, and whether it does so in a way that can never be taken.</summary>
    public (string Text, bool IsHopeless) Broken(JsonElement schema)
    {
        var good = Shaped(schema, odd: 0);
        return random.Next(12) switch
        {
            0 => (HostileValues.NotJson(random), true),
            1 => (good[..random.Next(1, good.Length)], true),
            2 => (good + HostileValues.NotJson(random), true),
            3 => (HostileValues.Nested(random.Next(60, 3_000)), true),
            4 => ($"[{good}]", true),
            5 => (Insert(good, $"{HostileValues.Text(random)}:{HostileValues.Anything(random)}"), true),
            6 => (Insert(good, $"\"nobodyKnowsThis\":{HostileValues.Anything(random)}"), true),
            7 => ("{" + string.Join(",", Enumerable.Range(0, random.Next(2, 300)).Select(i => $"\"f{i}\":{i}")) + "}", true),
            8 => (HostileValues.Anything(random), false),
            _ => (Mistyped(schema), false),
        };
    }

    /// <summary>One member holds something of another type.</summary>
    private string Mistyped(JsonElement schema)
    {
        var members = Members(schema);
        if (members.Count == 0) return HostileValues.Anything(random);
        var wrong = HostileValues.Pick(random, members).Name;
        return "{" + string.Join(",", members.Select(m =>
            $"\"{m.Name}\":{(m.Name == wrong ? random.Next(3) == 0 ? HostileValues.WorseText(random) : HostileValues.Anything(random) : Value(m.Name, m.Value, 0, 1))}")) + "}";
    }

    private string Value(string name, JsonElement schema, int odd, int depth)
    {
        var resolved = surface.Resolve(schema);
        var type = Surface.TypeOf(resolved);
        if (type == "object") return depth > 6 ? "null" : Object(resolved, odd, depth);
        var isOdd = random.Next(100) < odd;
        if (!isOdd && _good.TryGetValue(name, out var good)) return good();
        return type switch
        {
            "array" => Array(name, resolved, isOdd ? odd + 20 : odd, depth),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "integer" or "number" => isOdd ? HostileValues.Number(random) : $"{random.Next(1, 5)}",
            _ when Format(resolved) == "uuid" => $"\"{(isOdd ? Guid.NewGuid() : Own(targets, random, "products"))}\"",
            _ when Format(resolved) == "date-time" => isOdd ? "\"0001-01-01T00:00:00Z\"" : "\"2031-01-01T00:00:00Z\"",
            _ => isOdd ? random.Next(12) == 0 ? HostileValues.WorseText(random) : HostileValues.Text(random) : $"\"fuzz {name}\"",
        };
    }

    private string Object(JsonElement schema, int odd, int depth)
    {
        var text = new StringBuilder("{");
        foreach (var member in Members(schema))
        {
            if (odd > 0 && random.Next(100) < (Rivals.Contains(member.Name) ? 85 : 4)) continue;
            if (text.Length > 1) text.Append(',');
            text.Append('"').Append(member.Name).Append("\":").Append(Value(member.Name, member.Value, odd, depth + 1));
        }

        return text.Append('}').ToString();
    }

    private string Array(string name, JsonElement schema, int odd, int depth)
    {
        var items = schema.TryGetProperty("items", out var item) ? item : default;
        var count = random.Next(100) < odd ? random.Next(5) == 0 ? 500 : 0 : random.Next(1, 3);
        return "[" + string.Join(",", Enumerable.Range(0, count).Select(_ => items.ValueKind == JsonValueKind.Object ? Value(name + "[]", items, odd, depth + 1) : "1")) + "]";
    }

    private List<JsonProperty> Members(JsonElement schema) =>
        surface.Resolve(schema).TryGetProperty("properties", out var members) ? [.. members.EnumerateObject()] : [];

    private static string Insert(string body, string member) => body.Length > 2 ? $"{{{member},{body[1..]}" : $"{{{member}}}";

    private static string? Format(JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private static Guid Own(Targets targets, Random random, string noun) => HostileValues.Pick(random, targets.Own[noun]);

    private static Dictionary<string, Func<string>> Good(Targets targets, Random random) => new(StringComparer.Ordinal)
    {
        ["currency"] = () => "\"USD\"",
        ["amount"] = () => $"{random.Next(1, 5_000)}",
        ["quantity"] = () => $"{random.Next(1, 4)}",
        ["email"] = () => $"\"fuzz{random.Next(1_000)}@example.invalid\"",
        ["password"] = () => "\"a long enough password\"",
        ["country"] = () => "\"DE\"",
        ["imageUrl"] = () => "\"https://example.invalid/a.png\"",
        ["url"] = () => "\"https://example.invalid/hook\"",
        ["events"] = () => "[\"order.returnRejected\"]",
        ["kind"] = () => "\"percentage\"",
        ["percent"] = () => "5",
        ["rating"] = () => $"{random.Next(1, 6)}",
        ["method"] = () => "\"later\"",
        ["role"] = () => "\"customer\"",
        ["categories"] = () => "[\"Things\"]",
        ["tags"] = () => "[\"new\"]",
        ["code"] = () => $"\"FUZZ{random.Next(100_000)}\"",
        ["sku"] = () => $"\"FUZZ-{random.Next(int.MaxValue)}\"",
        ["delta"] = () => "1",
        ["productId"] = () => $"\"{Own(targets, random, "products")}\"",
        ["cartId"] = () => $"\"{Own(targets, random, "carts")}\"",
        ["fromCartId"] = () => $"\"{Guid.NewGuid()}\"",
        ["orderId"] = () => $"\"{Own(targets, random, "orders")}\"",
        ["clear"] = () => "[]",
        ["secret"] = () => "\"a secret that is long enough to sign with\"",
        ["lowStockThreshold"] = () => "3",
    };
}
